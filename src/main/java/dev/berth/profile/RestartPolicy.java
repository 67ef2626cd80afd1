package dev.berth.profile;

/**
 * When a container that ended is started again, as docker's {@code --restart} has it.
 *
 * @param kind the policy
 * @param maximumRetries for {@link Kind#ON_FAILURE}, how often at most; 0 is without end
 */
public record RestartPolicy(Kind kind, int maximumRetries) {

    /** Docker's four policies. */
    public enum Kind {
        /** {@code no}: never. */
        NO("no"),
        /** {@code always}: also after an engine restart. */
        ALWAYS("always"),
        /** {@code unless-stopped}: as {@code always}, but not when it was stopped by hand. */
        UNLESS_STOPPED("unless-stopped"),
        /** {@code on-failure[:n]}: when the exit code is not 0. */
        ON_FAILURE("on-failure");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The policy's name as docker and profiles write it. */
        public String text() {
            return text;
        }
    }
}
