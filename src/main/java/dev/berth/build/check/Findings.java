package dev.berth.build.check;

import dev.berth.build.dockerfile.Source;
import java.util.ArrayList;
import java.util.List;

/** What was found so far, without what does not count. */
final class Findings {

    private final CheckOptions options;
    private final List<Finding> found = new ArrayList<>();

    Findings(CheckOptions options) {
        this.options = options;
    }

    /** Adds something that an instruction goes against. */
    void add(Rule rule, Source at, String detail) {
        if (options.with(at.comments()).count(rule)) {
            add(new Finding(rule, detail, at.firstLine(), at.lastLine()));
        }
    }

    /** Adds something that a line goes against. */
    void add(Rule rule, int line, String detail) {
        if (options.count(rule)) {
            add(new Finding(rule, detail, line, line));
        }
    }

    /** The same sentence about the same place is said once. */
    private void add(Finding finding) {
        if (!found.contains(finding)) {
            found.add(finding);
        }
    }

    /** All of it in the order in which it was found. */
    List<Finding> all() {
        return List.copyOf(found);
    }
}
