package dev.berth.profile.toml;

import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.ProfileException;
import dev.berth.profile.toml.ProfileFiles.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Loads profiles by name or by file and lays each over the ones it extends.
 *
 * <p>A name is looked up in the profiles directory first, then among the shipped ones. A profile of the directory may
 * extend the shipped one that it hides by having the same name. Relative paths ({@code ./page} as a mount's source,
 * {@code filter.json} as a seccomp file) start from the directory of the file that has them.
 */
public final class ProfileLoader {

    /** How many profiles may extend one another in a row. */
    private static final int MAXIMUM_CHAIN = 32;

    private final ProfileFiles files;
    private final Path directory;

    /**
     * Makes a loader.
     *
     * @param directory where the user's profiles are; it need not exist
     */
    public ProfileLoader(Path directory) {
        this.directory = directory;
        this.files = new ProfileFiles(directory);
    }

    /**
     * Loads a profile.
     *
     * @param nameOrFile a name, or the path of a file when it has a slash or ends in {@code .toml}
     * @return the profile with everything it extends
     * @throws ProfileException if it is not found or not right, or extends itself
     */
    public Profile load(String nameOrFile) {
        boolean file = nameOrFile.indexOf('/') >= 0 || nameOrFile.endsWith(".toml");
        Found found = file ? files.file(ProfileFiles.path(nameOrFile)) : find(nameOrFile, "");
        return new Chain().resolve(nameOrFile, found);
    }

    /**
     * Loads a profile from text, as a client sends it.
     *
     * @param text TOML
     * @param file the file's name, as messages show it
     * @param base where relative paths in it start from
     * @return the profile with everything it extends
     * @throws ProfileException if it is not right, or extends itself
     */
    public Profile load(String text, String file, Path base) {
        return new Chain().resolve(file, new Found(text, file, Optional.of(base.toAbsolutePath())));
    }

    /**
     * A profile's own text, as it stands in its file.
     *
     * @param name its name
     * @return the text
     * @throws ProfileException if it is not found
     */
    public String text(String name) {
        return find(name, "").text();
    }

    /** Every profile there is, by name; one that cannot be used says why. */
    public List<ProfileSource> list() {
        List<ProfileSource> list = new ArrayList<>();
        for (String name : files.names()) {
            String source = name;
            try {
                Found found = find(name, "");
                source = found.directory().isPresent() ? found.file() : ProfileSource.SHIPPED;
                Profile profile = new Chain().resolve(name, found);
                list.add(new ProfileSource(name, source, profile.description(), profile.image(), Optional.empty()));
            } catch (ProfileException e) {
                list.add(new ProfileSource(name, source, Optional.empty(), Optional.empty(),
                        Optional.of(e.problems().get(0))));
            }
        }
        return List.copyOf(list);
    }

    private Found find(String name, String place) {
        return files.named(name).orElseThrow(() -> new ProfileException(place + "no profile \"" + name + "\" in "
                + directory + " or among the shipped ones"
                + NearestName.of(name, files.names()).map(near -> "; did you mean \"" + near + "\"?").orElse("")));
    }

    /** One walk down what profiles extend. */
    private final class Chain {

        private final List<Found> open = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final Map<String, Profile> done = new HashMap<>();

        Profile resolve(String name, Found found) {
            Profile known = done.get(found.file());
            if (known != null) {
                return known;
            }
            open.add(found);
            names.add(name);
            ParsedProfile parsed = ProfileParser.parse(found.text(), found.file());
            Profile below = Profile.EMPTY;
            for (ParsedProfile.Parent parent : parsed.parents()) {
                String place = found.file() + ":" + parent.at().line() + ":" + parent.at().column() + ": extends: ";
                Found next = parent(parent.name(), place, found);
                check(parent.name(), next, place);
                below = resolve(parent.name(), next).over(below);
            }
            open.remove(open.size() - 1);
            names.remove(names.size() - 1);
            Profile own = found.directory().map(base -> anchored(parsed.profile(), base)).orElse(parsed.profile());
            Profile whole = own.over(below);
            done.put(found.file(), whole);
            return whole;
        }

        private Found parent(String name, String place, Found child) {
            boolean file = name.indexOf('/') >= 0 || name.endsWith(".toml");
            if (!file) {
                boolean hidesShipped = child.directory().isPresent()
                        && child.file().equals(directory.resolve(name + ".toml").toString());
                return (hidesShipped ? files.shipped(name) : Optional.<Found>empty())
                        .orElseGet(() -> find(name, place));
            }
            try {
                Path path = ProfileFiles.path(name);
                return files.file(child.directory().map(base -> base.resolve(path)).orElse(path));
            } catch (ProfileException e) {
                throw new ProfileException(place + e.getMessage());
            }
        }

        private void check(String name, Found next, String place) {
            for (int i = 0; i < open.size(); i++) {
                if (same(open.get(i), next)) {
                    String cycle = names.subList(i, names.size()).stream().collect(Collectors.joining(" -> "));
                    throw new ProfileException(place + "profiles extend one another in a circle: " + cycle + " -> "
                            + name);
                }
            }
            if (open.size() >= MAXIMUM_CHAIN) {
                throw new ProfileException(place + "more than " + MAXIMUM_CHAIN + " profiles extend one another");
            }
        }

        private boolean same(Found a, Found b) {
            return a.directory().equals(b.directory())
                    && Path.of(a.file()).getFileName().equals(Path.of(b.file()).getFileName());
        }
    }

    private static Profile anchored(Profile profile, Path base) {
        boolean filter = profile.security().seccomp().filter(ProfileLoader::isRelativeFile).isPresent();
        boolean source = profile.mounts().stream().anyMatch(ProfileLoader::isRelativeBind);
        if (!filter && !source) {
            return profile;
        }
        ProfileBuilder builder = new ProfileBuilder(profile);
        if (filter) {
            builder.security().seccomp(base.resolve(profile.security().seccomp().get()).normalize().toString());
        }
        builder.mounts(profile.mounts().stream().map(mount -> isRelativeBind(mount)
                ? new MountBuilder(mount).source(base.resolve(mount.source().get()).normalize().toString()).build()
                : mount).toList());
        return builder.build();
    }

    private static boolean isRelativeFile(String seccomp) {
        return !seccomp.startsWith("/") && !seccomp.equals("default") && !seccomp.equals("unconfined");
    }

    private static boolean isRelativeBind(Mount mount) {
        return mount.type() == Mount.Type.BIND && mount.source().filter(path -> !path.startsWith("/")).isPresent();
    }
}
