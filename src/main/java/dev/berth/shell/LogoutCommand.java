package dev.berth.shell;

import dev.berth.shell.login.Logins;
import dev.berth.shell.login.RegistryServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import picocli.CommandLine;

/** {@code berth logout}. */
@CommandLine.Command(name = "logout", description = {"Log out from a registry.",
    "If no server is specified, it is Docker Hub."}, customSynopsis = "[SERVER]")
final class LogoutCommand extends Command {

    @Override
    protected int run(Context context) throws IOException {
        String server = RegistryServer.of(arguments().isEmpty() ? "" : argument(0));
        context.println("Removing login credentials for " + server);
        try {
            new Logins(context.session()).erase(server);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            context.err().println("WARNING: could not erase credentials: " + e.getMessage());
            return 1;
        }
        return 0;
    }
}
