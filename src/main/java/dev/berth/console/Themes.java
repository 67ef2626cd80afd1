package dev.berth.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The themes by their names: the user's own ones, then those that come with Berth. */
public final class Themes {
    private static final String SUFFIX = ".toml";
    private static final String FALLBACK = Theme.SHIPPED.get(0);

    private final Optional<Path> directory;
    private final String chosen;

    /**
     * The themes for an engine's consoles.
     *
     * @param directory the user's, as {@code NAME.toml} files; need not exist
     * @param chosen the name of the one to begin with, or an empty text
     */
    public Themes(Optional<Path> directory, String chosen) {
        this.directory = directory;
        this.chosen = chosen;
    }

    /** The name of the theme to begin with. */
    String chosen() {
        return chosen.isEmpty() ? FALLBACK : chosen;
    }

    /** The same themes, another one of which is to begin with; an empty name changes nothing. */
    Themes choosing(String name) {
        return name.isEmpty() ? this : new Themes(directory, name);
    }

    /** All names: the shipped ones, then the user's others. */
    List<String> names() {
        List<String> names = new ArrayList<>(Theme.SHIPPED);
        if (directory.isPresent() && Files.isDirectory(directory.get())) {
            try (Stream<Path> files = Files.list(directory.get())) {
                TreeSet<String> found = new TreeSet<>();
                files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(SUFFIX))
                        .forEach(file -> found.add(file.substring(0, file.length() - SUFFIX.length())));
                found.removeAll(names);
                names.addAll(found);
            } catch (IOException e) {
                System.getLogger(Themes.class.getName()).log(System.Logger.Level.WARNING, "list {0}: {1}",
                        directory.get(), e.getMessage());
            }
        }
        return names;
    }

    /**
     * Reads a theme.
     *
     * @throws IllegalArgumentException with a sentence when there is none of this name, or it is wrong
     */
    Theme read(String name) {
        Optional<Path> file = directory.filter(d -> !name.contains("/")).map(d -> d.resolve(name + SUFFIX))
                .filter(Files::isRegularFile);
        if (file.isPresent()) {
            try {
                return Theme.parse(name, Files.readString(file.get()));
            } catch (IOException e) {
                throw new IllegalArgumentException("read theme " + file.get() + ": " + e.getMessage(), e);
            }
        }
        if (!Theme.SHIPPED.contains(name)) {
            throw new IllegalArgumentException("no theme is named " + name + "; there are "
                    + String.join(", ", names()));
        }
        return Theme.shipped(name);
    }
}
