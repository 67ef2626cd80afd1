package dev.berth.shell;

import dev.berth.session.HangUpException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** A command that does one thing to each of its arguments, goes on after a failure, and exits with 1 if any failed. */
abstract class EachCommand extends Command {

    /**
     * Does it to one.
     *
     * @param context the session and the client
     * @param name the argument
     * @return what to print, usually the argument
     * @throws IOException why not
     */
    protected abstract String one(Context context, String name) throws IOException;

    @Override
    protected int run(Context context) throws IOException {
        int status = 0;
        for (String name : arguments()) {
            try {
                String line = one(context, name);
                if (!line.isEmpty()) {
                    context.println(line);
                }
            } catch (HangUpException | InterruptedIOException | ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                context.err().println(Cli.describe(e));
                status = 1;
            }
        }
        return status;
    }
}
