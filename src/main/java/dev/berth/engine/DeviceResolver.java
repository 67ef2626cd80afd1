package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.DeviceNode;
import dev.berth.isolation.cgroup.CgroupException;
import dev.berth.isolation.cgroup.DeviceRule;
import dev.berth.kernel.FileStatus;
import dev.berth.profile.Security;
import dev.berth.profile.form.DeviceSpec;
import dev.berth.profile.form.FormException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Which device nodes a container has, and which it may use. */
final class DeviceResolver {

    private DeviceResolver() {
    }

    /**
     * Device nodes besides the standard ones.
     *
     * @param security what was asked for
     * @throws EngineException if a device is not there, or not a device
     */
    static List<DeviceNode> nodes(Security security) throws EngineException {
        List<DeviceNode> nodes = new ArrayList<>();
        if (security.privileged().orElse(false)) {
            collect(Path.of("/dev"), nodes);
        }
        for (String device : security.devices().orElse(List.of())) {
            nodes.add(asked(spec(device)));
        }
        return nodes;
    }

    /**
     * What the device cgroup allows; nothing stands for no rules at all.
     *
     * @param security what was asked for
     * @throws EngineException if a rule or device is wrong
     */
    static Optional<List<DeviceRule>> rules(Security security) throws EngineException {
        if (security.privileged().orElse(false)) {
            return Optional.empty();
        }
        List<DeviceRule> rules = new ArrayList<>(DeviceRule.DEFAULTS);
        try {
            for (String device : security.devices().orElse(List.of())) {
                DeviceSpec spec = spec(device);
                DeviceNode node = asked(spec);
                rules.add(new DeviceRule(true, node.block() ? 'b' : 'c', OptionalLong.of(node.major()),
                        OptionalLong.of(node.minor()), DeviceRule.access(spec.permissions())));
            }
            for (String rule : security.deviceRules().orElse(List.of())) {
                rules.add(DeviceRule.parse(rule));
            }
        } catch (CgroupException | IllegalArgumentException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
        return Optional.of(rules);
    }

    private static DeviceSpec spec(String device) throws EngineException {
        try {
            return DeviceSpec.parse(device);
        } catch (FormException e) {
            throw new EngineException(Kind.BAD_PARAMETER, e.getMessage(), e);
        }
    }

    private static DeviceNode asked(DeviceSpec spec) throws EngineException {
        return node(Path.of(spec.host()), spec.container()).orElseThrow(() -> new EngineException(Kind.BAD_PARAMETER,
                "error gathering device information while adding custom device \"" + spec.host()
                        + "\": not a device node"));
    }

    private static Optional<DeviceNode> node(Path host, String container) throws EngineException {
        try {
            Map<String, Object> attributes = Files.readAttributes(host, "unix:mode,rdev,uid,gid");
            int mode = (int) attributes.get("mode");
            long device = (long) attributes.get("rdev");
            int kind = mode & FileStatus.TYPE;
            if (kind != FileStatus.BLOCK && kind != FileStatus.CHARACTER) {
                return Optional.empty();
            }
            if (!container.startsWith("/dev/")) {
                throw new EngineException(Kind.BAD_PARAMETER, "device " + container
                        + ": devices go below /dev in a container");
            }
            // the kernel's 64-bit dev_t as stat(2) gives it
            int major = (int) (device >>> 8 & 0xfff);
            int minor = (int) (device & 0xff | device >>> 12 & 0xfff00);
            return Optional.of(new DeviceNode(container, kind == FileStatus.BLOCK, major, minor, mode & 0777,
                    (int) attributes.get("uid"), (int) attributes.get("gid")));
        } catch (IOException e) {
            throw new EngineException(Kind.BAD_PARAMETER,
                    "error gathering device information while adding custom device \"" + host
                            + "\": no such file or directory", e);
        }
    }

    /** All devices of the host, as docker gives them to a privileged container. */
    private static void collect(Path directory, List<DeviceNode> nodes) throws EngineException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.toString();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (!List.of("/dev/pts", "/dev/shm", "/dev/fd", "/dev/mqueue").contains(name)) {
                        collect(entry, nodes);
                    }
                } else if (!Files.isSymbolicLink(entry) && !name.equals("/dev/console")
                        && !Files.isRegularFile(entry)) {
                    node(entry, name).ifPresent(nodes::add);
                }
            }
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot list the devices of the host: " + e.getMessage(), e);
        }
    }
}
