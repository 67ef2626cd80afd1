package dev.berth.shell;

import dev.berth.docker.ImageSummary;
import dev.berth.shell.format.Human;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lines of {@code images}: one for each name of an image. */
final class ImageRow {

    private static final String NONE = "<none>";

    private ImageRow() {
    }

    /**
     * The lines.
     *
     * @param whole whether ids are not cut
     * @param digests whether each digest without a tag has a line
     * @param named whether names have their digest
     */
    static List<Row> of(ImageSummary image, boolean whole, boolean digests, boolean named, Instant now) {
        List<Row> rows = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (String name : image.repoTags()) {
            int colon = name.lastIndexOf(':');
            String repository = colon < 0 ? name : name.substring(0, colon);
            shown.add(repository);
            rows.add(row(image, repository, colon < 0 ? NONE : name.substring(colon + 1),
                    named ? digest(image, repository) : NONE, whole, now));
        }
        for (String name : image.repoDigests()) {
            int at = name.indexOf('@');
            String repository = at < 0 ? name : name.substring(0, at);
            // a row for each digest where they are shown, otherwise for each repository
            if (!hasTag(image, repository) && (digests || shown.add(repository))) {
                rows.add(row(image, repository, NONE, digests && at >= 0 ? name.substring(at + 1) : "", whole, now));
            }
        }
        if (rows.isEmpty()) {
            rows.add(row(image, NONE, NONE, NONE, whole, now));
        }
        return rows;
    }

    private static boolean hasTag(ImageSummary image, String repository) {
        return image.repoTags().stream().anyMatch(name -> name.startsWith(repository + ':')
                && name.lastIndexOf(':') == repository.length());
    }

    private static String digest(ImageSummary image, String repository) {
        for (String name : image.repoDigests()) {
            if (name.startsWith(repository + '@')) {
                return name.substring(repository.length() + 1);
            }
        }
        return NONE;
    }

    private static Row row(ImageSummary image, String repository, String tag, String digest, boolean whole,
            Instant now) {
        Instant created = Instant.ofEpochSecond(image.created());
        return new Row().put("ID", whole ? image.id() : Human.shortId(image.id())).put("Repository", repository)
                .put("Tag", tag).put("Digest", digest).put("CreatedSince", Human.ago(created, now))
                .put("CreatedAt", Human.time(created, ZoneId.systemDefault()))
                .put("Size", Human.sizeShort(image.size()))
                .put("VirtualSize", Human.size(image.size()))
                .put("SharedSize", image.sharedSize() < 0 ? "N/A" : Human.size(image.sharedSize()))
                .put("UniqueSize", image.sharedSize() < 0 ? "N/A"
                        : Human.size(image.size() - image.sharedSize()))
                .put("Containers", image.containers() < 0 ? "N/A" : Long.toString(image.containers()));
    }
}
