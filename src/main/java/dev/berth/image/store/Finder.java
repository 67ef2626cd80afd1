package dev.berth.image.store;

import dev.berth.image.Image;
import dev.berth.image.InvalidReference;
import dev.berth.image.Reference;
import java.util.List;
import java.util.Optional;

/** Finds an image by what a user gave, in docker's order: full id, name, beginning of an id. */
public final class Finder {

    private static final String ALGORITHM = "sha256:";
    private static final int ID_DIGITS = 64;

    private Finder() {
    }

    /**
     * Finds an image.
     *
     * @param images all there are
     * @param text name, digest or id
     * @throws InvalidReference if it is none of these, or the beginning of several ids
     */
    public static Optional<Image> find(List<Image> images, String text) throws InvalidReference {
        boolean prefixed = text.startsWith(ALGORITHM);
        String hex = prefixed ? text.substring(ALGORITHM.length()) : text;
        boolean mayBeId = isHex(hex);
        if (mayBeId && hex.length() == ID_DIGITS) {
            return images.stream().filter(image -> image.id().digest().hex().equals(hex)).findFirst();
        }
        if (!(prefixed && mayBeId)) {
            Optional<Image> named = byName(images, Reference.parse(text).withDefaultTag());
            if (named.isPresent() || !mayBeId) {
                return named;
            }
        }
        List<Image> matching = images.stream().filter(image -> image.id().digest().hex().startsWith(hex)).toList();
        if (matching.size() > 1) {
            throw new InvalidReference("multiple IDs found with provided prefix: " + text);
        }
        return matching.stream().findFirst();
    }

    /** Whether what a user gave is an id or the beginning of one, for this image. */
    public static boolean isId(Image image, String text) {
        String hex = text.startsWith(ALGORITHM) ? text.substring(ALGORITHM.length()) : text;
        return isHex(hex) && image.id().digest().hex().startsWith(hex)
                && image.names().stream().noneMatch(name -> name.familiarRepository().equals(text));
    }

    private static Optional<Image> byName(List<Image> images, Reference reference) {
        if (reference.digest().isPresent()) {
            String wanted = reference.repository() + '@' + reference.digest().get();
            return images.stream().filter(image -> image.repoDigests().contains(wanted)).findFirst();
        }
        return images.stream().filter(image -> image.names().contains(reference)).findFirst();
    }

    private static boolean isHex(String text) {
        return !text.isEmpty() && text.length() <= ID_DIGITS && text.chars()
                .allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
