package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.profile.Mount;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code --volumes-from NAME[:ro]}: a new container takes over what others have mounted, bind mounts and volumes. Where
 * two have the same target, the later one wins, and what the new container asks for itself wins over both.
 */
final class VolumesFrom {

    private static final Set<String> MODES = Set.of("rw", "ro", "z", "Z", "cached", "delegated", "consistent");

    private final ContainerRegistry registry;

    VolumesFrom(ContainerRegistry registry) {
        this.registry = registry;
    }

    /**
     * What was asked for, with the mounts of others.
     *
     * @param asked flags over profile
     * @param specs container and mode, docker's form
     * @throws EngineException with docker's wording, if there is no such container, or the mode is none
     */
    Profile over(Profile asked, List<String> specs) throws EngineException {
        if (specs.isEmpty()) {
            return asked;
        }
        Map<String, Mount> mounts = new LinkedHashMap<>();
        for (String spec : specs) {
            boolean readOnly = isReadOnly(spec);
            for (Mount mount : container(spec).record.profile().mounts()) {
                if (mount.type() != Mount.Type.TMPFS) {
                    mounts.put(mount.target(), taken(mount, readOnly));
                }
            }
        }
        asked.mounts().forEach(mount -> mounts.put(mount.target(), mount));
        ProfileBuilder profile = new ProfileBuilder(asked);
        profile.mounts(List.copyOf(mounts.values()));
        return profile.build();
    }

    /** Volumes that went to none of the containers by their name: they may go with the last that has them. */
    List<String> anonymous(List<String> specs) throws EngineException {
        List<String> names = new ArrayList<>();
        for (String spec : specs) {
            names.addAll(container(spec).record.anonymousVolumes());
        }
        return names;
    }

    private static Mount taken(Mount mount, boolean readOnly) {
        List<String> options = new ArrayList<>(mount.options());
        // the image has nothing to say about a volume that another container filled
        if (mount.type() == Mount.Type.VOLUME && !options.contains("nocopy")) {
            options.remove("copy");
            options.add("nocopy");
        }
        return new Mount(mount.type(), mount.source(), mount.target(), mount.readOnly() || readOnly,
                mount.propagation(), mount.recursive(), mount.create(), mount.sizeBytes(), mount.mode(), options);
    }

    private LiveContainer container(String spec) throws EngineException {
        int colon = spec.indexOf(':');
        try {
            return registry.get(colon < 0 ? spec : spec.substring(0, colon));
        } catch (EngineException e) {
            // not 404, which clients take for a missing image
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    private static boolean isReadOnly(String spec) throws EngineException {
        if (spec.isEmpty()) {
            throw new EngineException(Kind.BAD_PARAMETER, "volumes-from specification cannot be an empty string");
        }
        int colon = spec.indexOf(':');
        String mode = colon < 0 || colon == spec.length() - 1 ? "rw" : spec.substring(colon + 1);
        List<String> words = List.of(mode.split(",", -1));
        if (!MODES.containsAll(words) || words.contains("ro") && words.contains("rw")) {
            throw new EngineException(Kind.BAD_PARAMETER, "invalid mode: " + mode);
        }
        return words.contains("ro");
    }
}
