package dev.berth.shell;

import dev.berth.session.Session;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code --cidfile}. */
final class IdFile {

    private IdFile() {
    }

    /**
     * Refuses a file that is there.
     *
     * @param session whose directory a relative name starts from
     * @param name the file, or empty for none
     */
    static void check(Session session, String name) {
        if (!name.isEmpty() && Files.exists(session.resolve(name))) {
            throw new LaunchRefused("container ID file found, make sure the other "
                    + "container isn't running or delete " + name);
        }
    }

    static void write(Session session, String name, String id) throws IOException {
        if (name.isEmpty()) {
            return;
        }
        Path file = session.resolve(name);
        try {
            Files.writeString(file, id, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            check(session, name);
        }
    }
}
