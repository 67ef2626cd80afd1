package dev.berth.build;

import dev.berth.image.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The history of an image that is being built: whether a step made a layer is known only when that is packed. */
final class HistoryDraft {

    /** What fits into a configuration that other tools and registries take, in characters. */
    private static final int MOST = 4 << 20;

    private final List<HistoryEntry> entries;
    private final BuiltInArguments builtIn;
    private long characters;

    /** Begins with a base's, whose times stay. */
    HistoryDraft(List<HistoryEntry> base, BuiltInArguments builtIn) {
        this.builtIn = builtIn;
        entries = new ArrayList<>(base);
    }

    /**
     * Adds a step.
     *
     * @param created when it was carried out
     * @param createdBy what the history says of it
     * @param author who made the image
     * @param empty whether it made no layer
     * @return its place, for {@link #layer}
     * @throws BuildException if all steps together say too much
     */
    int add(Instant created, String createdBy, Optional<String> author, boolean empty) throws BuildException {
        characters += createdBy.length();
        if (characters > MOST) {
            throw BuildException.badRequest("the steps of a stage have more than " + (MOST >> 20)
                    + " million characters together, which is more than an image's history may have");
        }
        entries.add(new HistoryEntry(Optional.of(builtIn.told(created)), Optional.of(createdBy), author,
                Optional.empty(), empty));
        return entries.size() - 1;
    }

    /** Says whether a step made a layer. */
    void layer(int place, boolean made) {
        HistoryEntry old = entries.get(place);
        entries.set(place, new HistoryEntry(old.created(), old.createdBy(), old.author(), old.comment(), !made));
    }

    /** The entries, the oldest first. */
    List<HistoryEntry> entries() {
        return List.copyOf(entries);
    }

    /** When the last step was carried out. */
    Optional<Instant> last() {
        return entries.isEmpty() ? Optional.empty() : entries.get(entries.size() - 1).created();
    }
}
