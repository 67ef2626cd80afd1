package dev.berth.build;

import dev.berth.build.check.Finding;
import dev.berth.build.check.Outline;
import dev.berth.build.check.Target;
import java.util.List;

/** What somebody wants to know of a Dockerfile instead of building it, and what it says. */
public sealed interface Inquiry {

    /** What can be asked. */
    enum Kind {
        /** What it is advised against. */
        CHECK,
        /** What a target can be given. */
        OUTLINE,
        /** Which targets there are. */
        TARGETS
    }

    /**
     * What it is advised against.
     *
     * @param findings may be none
     * @param error whether a build is given up for them
     */
    record Checked(List<Finding> findings, boolean error) implements Inquiry {
    }

    /**
     * What a target can be given.
     *
     * @param outline it
     */
    record Outlined(Outline outline) implements Inquiry {
    }

    /**
     * Which targets there are.
     *
     * @param targets in the order of the file
     */
    record Targets(List<Target> targets) implements Inquiry {
    }

    /**
     * An answer.
     *
     * @param text the whole Dockerfile
     * @param said what was asked
     */
    record Answer(String text, Inquiry said) {
    }
}
