package dev.berth.shell;

import java.util.List;
import java.util.Locale;

/**
 * Which of a container's streams a command attaches to.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 */
record AttachedStreams(boolean in, boolean out, boolean err) {

    static final AttachedStreams NONE = new AttachedStreams(false, false, false);

    /**
     * As docker run decides it.
     *
     * @param flags {@code --attach}
     * @param interactive {@code --interactive}
     * @param detached {@code --detach}
     */
    static AttachedStreams of(List<String> flags, boolean interactive, boolean detached) {
        if (detached) {
            if (!flags.isEmpty()) {
                throw new CommandException("conflicting options: cannot specify both --attach and --detach");
            }
            return NONE;
        }
        if (flags.isEmpty()) {
            return new AttachedStreams(interactive, true, true);
        }
        boolean in = false;
        boolean out = false;
        boolean err = false;
        for (String flag : flags) {
            switch (flag.toLowerCase(Locale.ROOT)) {
                case "stdin" -> in = true;
                case "stdout" -> out = true;
                case "stderr" -> err = true;
                default -> throw UsageException.invalid(flag, "-a, --attach",
                        "valid streams are STDIN, STDOUT and STDERR");
            }
        }
        return new AttachedStreams(in, out, err);
    }

    boolean any() {
        return in || out || err;
    }
}
