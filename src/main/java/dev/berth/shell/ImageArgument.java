package dev.berth.shell;

/** The image, which must be there unless a profile names one. */
final class ImageArgument {

    private ImageArgument() {
    }

    static void check(LaunchOptions options, Context context) {
        if (options.image().isEmpty() && options.profile.isEmpty()) {
            throw new CommandException(1, "berth: 'berth " + context.name() + "' requires at least 1 argument\n\n"
                    + "Usage:  berth " + context.name() + " [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'berth "
                    + context.name() + " --help' for more information");
        }
    }
}
