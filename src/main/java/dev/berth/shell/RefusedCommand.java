package dev.berth.shell;

/** A command of docker's that Berth does not have: whatever it is given, it says why. */
abstract class RefusedCommand extends Command {

    private final String why;

    /**
     * A refusal.
     *
     * @param why a sentence without a full stop
     */
    protected RefusedCommand(String why) {
        this.why = why;
    }

    @Override
    protected final boolean takesAnything() {
        return true;
    }

    @Override
    protected final int run(Context context) {
        throw new CommandException("berth: 'berth " + context.name() + "': " + why);
    }
}
