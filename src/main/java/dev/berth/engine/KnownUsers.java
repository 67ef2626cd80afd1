package dev.berth.engine;

import dev.berth.image.RootFilesystem;
import dev.berth.kernel.Fd;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The users of the images that were last run: an image's files do not change, so they are read once. */
final class KnownUsers {

    private static final int MOST = 16;

    private final Map<Path, UserDatabase> known = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * The users of a root file system.
     *
     * @param root its image
     * @param untouched whether the image is all that is in it
     * @param mounted its files
     * @throws EngineException if a file cannot be read
     */
    UserDatabase of(RootFilesystem root, boolean untouched, Fd mounted) throws EngineException {
        // the name is not looked at on the disk: it only tells images apart
        Optional<Path> image = untouched ? root.companion("users") : Optional.empty();
        if (image.isEmpty()) {
            return UserDatabase.read(mounted);
        }
        synchronized (known) {
            UserDatabase users = known.get(image.get());
            if (users == null) {
                users = UserDatabase.read(mounted);
                known.put(image.get(), users);
                if (known.size() > MOST) {
                    Iterator<Path> oldest = known.keySet().iterator();
                    oldest.next();
                    oldest.remove();
                }
            }
            return users;
        }
    }
}
