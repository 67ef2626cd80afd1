package dev.berth.shell;

import dev.berth.docker.AuthAnswer;
import dev.berth.docker.AuthConfig;
import dev.berth.shell.login.Login;
import dev.berth.shell.login.Logins;
import dev.berth.shell.login.RegistryServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth login}. */
@CommandLine.Command(name = "login", description = {"Authenticate to a registry.",
    "Defaults to Docker Hub if no server is specified."}, customSynopsis = "[SERVER]")
final class LoginCommand extends Command {

    private static final int PASSWORD_LIMIT = 64 * 1024;

    @Option(names = {"-p", "--password"}, paramLabel = "string",
            description = "Password or Personal Access Token (PAT)")
    private String password;
    @Option(names = "--password-stdin",
            description = "Take the Password or Personal Access Token (PAT) from stdin")
    private boolean passwordStdin;
    @Option(names = {"-u", "--username"}, paramLabel = "string", description = "Username")
    private String username;

    @Override
    protected int run(Context context) throws IOException {
        if (!password.isEmpty()) {
            context.err().println("WARNING! Using --password via the CLI is insecure. Use --password-stdin.");
        }
        if (!password.isEmpty() && passwordStdin) {
            throw new CommandException(1, "conflicting options: cannot specify both --password and --password-stdin");
        }
        if (passwordStdin && username.isEmpty()) {
            throw new CommandException(1, "the --password-stdin option requires --username to be set");
        }
        String server = RegistryServer.of(arguments().isEmpty() ? "" : argument(0));
        Logins logins = new Logins(context.session());
        Optional<Login> known = username.isEmpty() && password.isEmpty() ? known(logins, server) : Optional.empty();
        if (known.isPresent()) {
            context.err().println("Authenticating with existing credentials... [Username: " + known.get().username()
                    + "]\n\n Info -> To login with a different account, run 'berth logout' followed by 'berth login'\n"
                    + "\n");
        }
        Login login = known.isPresent() ? known.get() : asked(context, server);
        AuthAnswer answer = context.client().system().login(new AuthConfig(Optional.of(login.username()),
                Optional.of(login.password()), Optional.empty(), Optional.empty(), Optional.of(server),
                login.identityToken(), Optional.empty()));
        Login kept = answer.identityToken().isEmpty() ? login
                : new Login(server, login.username(), "", Optional.of(answer.identityToken()));
        if (!known.equals(Optional.of(kept))) {
            keep(context, logins, kept);
        }
        context.println(answer.status().isEmpty() ? "Login Succeeded" : answer.status());
        return 0;
    }

    /** What a helper cannot tell is asked for, as if there were nothing. */
    private static Optional<Login> known(Logins logins, String server) throws IOException {
        try {
            return logins.find(server);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            System.getLogger(LoginCommand.class.getName()).log(System.Logger.Level.DEBUG, "{0}", e.getMessage());
            return Optional.empty();
        }
    }

    private Login asked(Context context, String server) throws IOException {
        if (passwordStdin) {
            byte[] bytes = context.session().in().readNBytes(PASSWORD_LIMIT);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.isBlank()) {
                throw new CommandException(1, "Error: Cannot perform an interactive login from a non TTY device");
            }
            text = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return new Login(server, username, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text,
                    Optional.empty());
        }
        if (!username.isEmpty() && !password.isEmpty()) {
            return new Login(server, username, password, Optional.empty());
        }
        Prompt prompt = Prompt.of(context.session()).orElseThrow(() -> new CommandException(1,
                "Error: Cannot perform an interactive login from a non TTY device"));
        String user = username.isEmpty() ? prompt.line("Username: ") : username;
        if (user.isEmpty()) {
            throw new CommandException(1, "Error: Non-null Username Required");
        }
        String secret = password.isEmpty() ? prompt.secret("Password: ") : password;
        if (secret.isEmpty()) {
            throw new CommandException(1, "Error: Password Required");
        }
        return new Login(server, user, secret, Optional.empty());
    }

    private static void keep(Context context, Logins logins, Login login) throws IOException {
        Optional<Path> file;
        try {
            file = logins.store(login);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandException(1, "Error saving credentials: " + e.getMessage());
        }
        if (file.isPresent()) {
            context.err().println("\nWARNING! Your credentials are stored unencrypted in '" + file.get()
                    + "'.\nConfigure a credential helper to remove this warning. See\n"
                    + "https://docs.docker.com/go/credential-store/\n");
        }
    }
}
