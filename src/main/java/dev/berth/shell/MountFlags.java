package dev.berth.shell;

import dev.berth.docker.BindOptions;
import dev.berth.docker.MountRequest;
import dev.berth.docker.TmpfsOptions;
import dev.berth.docker.VolumeOptions;
import dev.berth.profile.Mount;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.MountFlag;
import dev.berth.profile.form.MountSpecs;
import dev.berth.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code -v}, {@code --mount} and {@code --tmpfs}. Relative sources start from the session's directory. */
final class MountFlags {

    private final LaunchOptions o;
    private final Session session;

    MountFlags(LaunchOptions options, Session session) {
        this.o = options;
        this.session = session;
    }

    /** {@code source:target[:options]} with absolute sources. */
    List<String> binds() {
        List<String> binds = new ArrayList<>();
        for (String text : o.volume) {
            Mount mount = volume(text);
            if (mount.source().isEmpty()) {
                continue;
            }
            String source = mount.source().get();
            String rest = text.substring(text.indexOf(':'));
            binds.add((mount.type() == Mount.Type.BIND ? absolute(source) : source) + rest);
        }
        return binds;
    }

    /** Targets of volumes without a name. */
    Set<String> anonymous() {
        Set<String> targets = new LinkedHashSet<>();
        for (String text : o.volume) {
            Mount mount = volume(text);
            if (mount.source().isEmpty()) {
                targets.add(mount.target());
            }
        }
        return targets;
    }

    private static Mount volume(String text) {
        return asEngine(text, MountSpecs::volume);
    }

    private static Mount asEngine(String text, Function<String, Mount> parser) {
        try {
            return parser.apply(text);
        } catch (FormException e) {
            throw LaunchRefused.byEngine(e.getMessage());
        }
    }

    private String absolute(String source) {
        String home = session.environment().getOrDefault("HOME", "/");
        if (source.equals("~") || source.startsWith("~/")) {
            return home + source.substring(1);
        }
        return session.resolve(source).toString();
    }

    List<MountRequest> mounts() {
        List<MountRequest> requests = new ArrayList<>();
        for (String text : o.mount) {
            try {
                requests.add(request(MountFlag.parse(text)));
            } catch (FormException e) {
                // what a mount is for is looked at by docker's daemon, how it is written by its client
                throw e.getMessage().startsWith("invalid mount config") ? LaunchRefused.byEngine(e.getMessage())
                        : UsageException.invalid(text, "--mount", e.getMessage());
            }
        }
        return requests;
    }

    private MountRequest request(Mount mount) {
        Optional<String> source = mount.type() == Mount.Type.BIND ? mount.source().map(this::absolute)
                : mount.source();
        Optional<BindOptions> bind = mount.type() == Mount.Type.BIND
                && (mount.propagation().isPresent() || mount.recursive().isPresent() || mount.create())
                ? Optional.of(new BindOptions(mount.propagation(), mount.recursive().map(r -> !r),
                        mount.create() ? Optional.of(true) : Optional.empty(), Optional.empty(), Optional.empty()))
                : Optional.empty();
        Optional<VolumeOptions> volume = mount.type() == Mount.Type.VOLUME && mount.options().contains("nocopy")
                ? Optional.of(new VolumeOptions(Optional.of(true), Map.of(), Optional.empty(), Optional.empty()))
                : Optional.empty();
        Optional<TmpfsOptions> tmpfs = mount.type() == Mount.Type.TMPFS
                && (mount.sizeBytes().isPresent() || mount.mode().isPresent())
                ? Optional.of(new TmpfsOptions(mount.sizeBytes(), mount.mode(), List.of())) : Optional.empty();
        return new MountRequest(mount.type().text(), source, mount.target(),
                mount.readOnly() ? Optional.of(true) : Optional.empty(), Optional.empty(), bind, volume, tmpfs);
    }

    /** Options by target. */
    Map<String, String> tmpfs() {
        Map<String, String> mounts = new LinkedHashMap<>();
        for (String text : o.tmpfs) {
            asEngine(text, MountSpecs::tmpfs);
            int colon = text.indexOf(':');
            mounts.put(colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1));
        }
        return mounts;
    }
}
