package dev.berth.api.translation;

import dev.berth.docker.HostConfig;
import dev.berth.docker.MountRequest;
import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import dev.berth.profile.ProfileBuilder;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.MountSpecs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mounts in Docker's three forms: {@code Binds}, {@code Mounts} and {@code Tmpfs}. */
final class MountTranslator {
    private MountTranslator() {
    }

    static void mounts(HostConfig host, ProfileBuilder profile) {
        Set<String> targets = new HashSet<>();
        for (String bind : host.binds()) {
            Mount mount = MountSpecs.volume(bind);
            if (mount.source().orElse("/").startsWith(".")) {
                throw new FormException("invalid volume specification: '" + bind + "': the source must be absolute");
            }
            add(mount, targets, profile);
        }
        for (MountRequest request : host.mounts()) {
            add(mount(request), targets, profile);
        }
        for (Map.Entry<String, String> tmpfs : host.tmpfs().entrySet()) {
            add(MountSpecs.tmpfs(tmpfs.getValue().isEmpty() ? tmpfs.getKey()
                    : tmpfs.getKey() + ":" + tmpfs.getValue()), targets, profile);
        }
    }

    private static void add(Mount mount, Set<String> targets, ProfileBuilder profile) {
        if (!targets.add(mount.target())) {
            throw new FormException("Duplicate mount point: " + mount.target());
        }
        profile.mount(mount);
    }

    private static Mount mount(MountRequest request) {
        if (!request.target().startsWith("/") || request.target().equals("/")) {
            throw new FormException("invalid mount config for type \"" + request.type()
                    + "\": invalid mount path: '" + request.target() + "' mount path must be absolute");
        }
        Mount.Type type = switch (request.type()) {
            case "bind" -> Mount.Type.BIND;
            case "volume" -> Mount.Type.VOLUME;
            case "tmpfs" -> Mount.Type.TMPFS;
            default -> throw new FormException("invalid mount config for type \"" + request.type()
                    + "\": mount type unknown");
        };
        MountBuilder mount = new MountBuilder(type, request.target()).readOnly(request.readOnly().orElse(false));
        String source = request.source().orElse("");
        if (type == Mount.Type.BIND && !source.startsWith("/")) {
            throw new FormException("invalid mount config for type \"bind\": invalid mount path: '" + source
                    + "' mount path must be absolute");
        }
        if (type != Mount.Type.TMPFS && !source.isEmpty()) {
            mount.source(source);
        }
        request.bindOptions().ifPresent(options -> {
            options.propagation().filter(p -> !p.isEmpty()).ifPresent(mount::propagation);
            options.nonRecursive().ifPresent(value -> mount.recursive(!value));
            options.createMountpoint().ifPresent(mount::create);
        });
        request.volumeOptions().ifPresent(options -> {
            if (options.noCopy().orElse(false)) {
                mount.options(List.of("nocopy"));
            }
            if (options.subpath().filter(p -> !p.isEmpty()).isPresent()) {
                throw new FormException("invalid mount config for type \"volume\": a subpath is not supported");
            }
        });
        request.tmpfsOptions().ifPresent(options -> {
            options.sizeBytes().ifPresent(mount::sizeBytes);
            options.mode().ifPresent(mount::mode);
            mount.options(memoryOptions(options.options()));
        });
        return mount.build();
    }

    /** Docker's daemon takes these two, and says so of others in these words. */
    private static List<String> memoryOptions(List<List<String>> given) {
        List<String> options = new ArrayList<>();
        for (List<String> option : given) {
            if (option.isEmpty() || option.size() > 2) {
                throw new FormException("invalid mount config for type \"tmpfs\": invalid option array length");
            }
            if (option.size() == 2 || !option.get(0).equals("exec") && !option.get(0).equals("noexec")) {
                throw new FormException("invalid mount config for type \"tmpfs\": invalid option: " + option.get(0));
            }
            options.add(option.get(0));
        }
        return options;
    }
}
