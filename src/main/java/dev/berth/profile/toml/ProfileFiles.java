package dev.berth.profile.toml;

import dev.berth.profile.ProfileException;
import dev.berth.profile.form.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the text of profiles: in a directory first, then among those that come with Berth. */
final class ProfileFiles {

    /**
     * A profile's text.
     *
     * @param text the text
     * @param file the file's name, as messages show it
     * @param directory where the file stands, which relative paths in it start from; absent for a shipped one
     */
    record Found(String text, String file, Optional<Path> directory) {
    }

    private static final String ENDING = ".toml";
    private static final String INDEX = "/dev/berth/profile/shipped.txt";
    private static final String SHIPPED = "/dev/berth/examples/";

    private final Path directory;

    ProfileFiles(Path directory) {
        this.directory = directory;
    }

    /** The text of a named profile. */
    Optional<Found> named(String name) {
        if (!Names.isName(name)) {
            throw new ProfileException("invalid profile name \"" + name
                    + "\": only [a-zA-Z0-9][a-zA-Z0-9_.-]* are allowed; a file is given with a slash or ends in .toml");
        }
        Path file = directory.resolve(name + ENDING);
        if (Files.exists(file)) {
            return Optional.of(file(file));
        }
        return shipped(name);
    }

    /** The text of a profile that comes with Berth. */
    Optional<Found> shipped(String name) {
        try (InputStream stream = shipped().contains(name)
                ? ProfileFiles.class.getResourceAsStream(SHIPPED + name + ENDING) : null) {
            return stream == null ? Optional.empty()
                    : Optional.of(new Found(text(stream, name), "shipped " + name + ENDING, Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException("read shipped profile " + name, e);
        }
    }

    /** The text of a profile's file. */
    Found file(Path file) {
        return read(file, "profile");
    }

    /** The text of a file; {@code what} is what it is called in messages. */
    static Found read(Path file, String what) {
        try (InputStream stream = Files.newInputStream(file)) {
            Path parent = file.toAbsolutePath().normalize().getParent();
            return new Found(text(stream, file.toString()), file.toString(), Optional.ofNullable(parent));
        } catch (NoSuchFileException e) {
            throw new ProfileException("read " + what + " " + file + ": no such file");
        } catch (IOException e) {
            throw new ProfileException("read " + what + " " + file + ": " + e.getMessage());
        }
    }

    /** The path that a text names. */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ProfileException("invalid path " + Values.quote(text) + ": " + e.getReason());
        }
    }

    /** The names there are, sorted. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(shipped());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                name = name.substring(0, name.length() - ENDING.length());
                if (Names.isName(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return names;
        } catch (IOException e) {
            throw new ProfileException("list profiles in " + directory + ": " + e.getMessage());
        }
        return names;
    }

    private static Set<String> shipped() {
        try (InputStream stream = ProfileFiles.class.getResourceAsStream(INDEX)) {
            if (stream == null) {
                return Set.of();
            }
            Set<String> names = new TreeSet<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("read the list of shipped profiles", e);
        }
    }

    /** Reads UTF-8 text of limited size; one byte more than allowed lets {@link TomlReader} refuse it. */
    static String text(InputStream stream, String file) throws IOException {
        byte[] bytes = stream.readNBytes(TomlReader.MAXIMUM_BYTES + 1);
        if (bytes.length > TomlReader.MAXIMUM_BYTES) {
            throw new ProfileException(file + ": the file is larger than 1 MiB");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ProfileException(file + ": the file is not UTF-8 text");
        }
    }
}
