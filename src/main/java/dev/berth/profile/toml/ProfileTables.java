package dev.berth.profile.toml;

import static dev.berth.profile.toml.RecordType.field;

import dev.berth.profile.Limits.IoLimit;
import dev.berth.profile.Mount;
import dev.berth.profile.Namespaces;
import dev.berth.profile.Port;
import dev.berth.profile.Scale;
import dev.berth.profile.Security.Capabilities;
import dev.berth.profile.Security.Landlock;
import dev.berth.profile.form.FormException;
import dev.berth.profile.form.MountFlag;
import dev.berth.profile.form.MountSpecs;
import dev.berth.profile.form.Names;
import dev.berth.profile.form.PortSpecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The small tables inside a profile: mounts, ports, device limits, capabilities, Landlock, clocks, scaling. */
final class ProfileTables {

    static final ValueType<Mount> MOUNT = new RecordType<>("a table of type, target and what the type needs",
            new KeyTable<>(List.of(
                    field("type", Values.checked("word", "\"bind\", \"volume\" or \"tmpfs\"", MountFlag::type,
                            Mount.Type::text), "Kind of mount", m -> Optional.of(m.type())),
                    field("source", Values.TEXT, "Host path of a bind, name of a volume", Mount::source),
                    field("target", Values.PATH, "Path in the container", m -> Optional.of(m.target())),
                    field("read_only", Values.FLAG, "Mount it read-only", m -> said(m.readOnly())),
                    field("propagation", Values.oneOf(MountSpecs.PROPAGATION), "Propagation of a bind",
                            Mount::propagation),
                    field("recursive", Values.FLAG, "Bring along what is mounted below a bind's source",
                            Mount::recursive),
                    field("create", Values.FLAG, "Create a bind's missing source as a directory",
                            m -> said(m.create())),
                    field("size", Values.SIZE, "Size of a tmpfs", m -> boxed(m.sizeBytes())),
                    field("mode", Values.checked("mode", "octal digits, for example \"1777\"", MountSpecs::mode,
                            Integer::toOctalString), "Permission bits of a tmpfs", m -> boxed(m.mode())),
                    field("options", ListType.of(Values.oneOf(MountSpecs.OPTIONS),
                            "a list of " + String.join(", ", MountSpecs.OPTIONS)), "Further mount options",
                            m -> Optional.of(m.options()).filter(o -> !o.isEmpty())))),
            ProfileTables::mount);

    static final ValueType<Port> PORT = new RecordType<>("a table of container, host and protocol",
            new KeyTable<>(List.of(
                    field("host", new ValueType.Single<>("address", "\"[ip:]port\" or a port number",
                            ProfileTables::hostPort, ProfileTables::writeHost),
                            "Address and port on the host; without it the engine chooses one",
                            p -> Optional.of(p).filter(q -> q.hostPort().isPresent() || q.hostAddress().isPresent())),
                    field("container", Values.small(1, 65_535), "Port in the container",
                            p -> Optional.of(p.containerPort())),
                    field("protocol", Values.checked("word", "\"tcp\", \"udp\" or \"sctp\"", PortSpecs::protocol,
                            text -> text), "Protocol", p -> Optional.of(p.protocol())))),
            ProfileTables::port);

    static final ValueType<IoLimit> IO = new RecordType<>("a table of device, read, write, read_iops and write_iops",
            new KeyTable<>(List.of(
                    field("device", Values.PATH, "Block device", io -> Optional.of(io.device())),
                    field("read", Values.RATE, "Most bytes read a second", io -> boxed(io.readBytesPerSecond())),
                    field("write", Values.RATE, "Most bytes written a second",
                            io -> boxed(io.writeBytesPerSecond())),
                    field("read_iops", Values.whole(1, Long.MAX_VALUE), "Most reads a second",
                            io -> boxed(io.readOperationsPerSecond())),
                    field("write_iops", Values.whole(1, Long.MAX_VALUE), "Most writes a second",
                            io -> boxed(io.writeOperationsPerSecond())))),
            f -> new IoLimit(f.required("device"), f.number("read"), f.number("write"), f.number("read_iops"),
                    f.number("write_iops")));

    private static final ValueType<List<String>> CAPABILITY_NAMES = ListType.of(
            Values.checked("capability", "a capability such as \"NET_BIND_SERVICE\", or \"ALL\"",
                    ProfileTables::capability, text -> text), "a list of capabilities such as [\"NET_BIND_SERVICE\"]");

    static final ValueType<Capabilities> CAPABILITIES = new RecordType<>("{ drop = [...], add = [...] }",
            new KeyTable<>(List.of(
                    field("drop", CAPABILITY_NAMES, "Capabilities taken away, \"ALL\" for all",
                            c -> Optional.of(c.drop()).filter(l -> !l.isEmpty())),
                    field("add", CAPABILITY_NAMES, "Capabilities added after that",
                            c -> Optional.of(c.add()).filter(l -> !l.isEmpty())))),
            f -> new Capabilities(f.<List<String>>get("drop").orElse(List.of()),
                    f.<List<String>>get("add").orElse(List.of())));

    static final ValueType<Landlock> LANDLOCK = new RecordType<>("{ read = [...], write = [...] }",
            new KeyTable<>(List.of(
                    field("read", Values.PATHS, "Paths below which files may be read and executed",
                            l -> Optional.of(l.read())),
                    field("write", Values.PATHS, "Paths below which files may be written",
                            l -> Optional.of(l.write())))),
            f -> new Landlock(f.<List<String>>get("read").orElse(List.of()),
                    f.<List<String>>get("write").orElse(List.of())));

    static final ValueType<Namespaces.Time> TIME = new RecordType<>("{ boottime = \"10s\", monotonic = \"10s\" }",
            new KeyTable<>(List.of(
                    field("boottime", Values.OFFSET, "Offset of CLOCK_BOOTTIME", t -> Optional.of(t.boottime())),
                    field("monotonic", Values.OFFSET, "Offset of CLOCK_MONOTONIC",
                            t -> Optional.of(t.monotonic())))),
            f -> new Namespaces.Time(f.<Duration>get("boottime").orElse(Duration.ZERO),
                    f.<Duration>get("monotonic").orElse(Duration.ZERO)));

    static final ValueType<Scale> SCALE = new RecordType<>("a table of min, max, cpu and cooldown",
            new KeyTable<>(List.of(
                    field("min", Values.small(0, 1000), "Least number of containers; 1 if not given",
                            s -> Optional.of(s.min())),
                    field("max", Values.small(1, 1000), "Greatest number of containers", s -> Optional.of(s.max())),
                    field("cpu", Values.checked("percentage", "a percentage such as \"70%\"", ProfileTables::percent,
                            p -> (p == Math.rint(p) ? String.valueOf(p.longValue()) : String.valueOf(p)) + "%"),
                            "Average processor use above which one is added; 70% if not given",
                            s -> Optional.of(s.cpuPercent())),
                    field("cooldown", Values.DURATION, "Time between two changes; 30s if not given",
                            s -> Optional.of(s.cooldown())))),
            ProfileTables::scale);

    private ProfileTables() {
    }

    private static Mount mount(Fields f) {
        Mount.Type type = f.required("type");
        String target = f.required("target");
        Optional<String> source = f.get("source");
        if (type == Mount.Type.BIND && source.isEmpty()) {
            throw new FormException("\"source\" is missing, which a bind needs");
        }
        if (type == Mount.Type.TMPFS && source.isPresent()) {
            throw new FormException("a tmpfs has no \"source\"");
        }
        if (type == Mount.Type.VOLUME && source.isPresent() && !Names.isName(source.get())) {
            throw new FormException("\"" + source.get() + "\" is not a volume's name");
        }
        if (type != Mount.Type.TMPFS && (f.has("size") || f.has("mode"))) {
            throw new FormException("\"size\" and \"mode\" are for type = \"tmpfs\"");
        }
        if (type != Mount.Type.BIND && (f.has("propagation") || f.has("recursive") || f.has("create"))) {
            throw new FormException("\"propagation\", \"recursive\" and \"create\" are for type = \"bind\"");
        }
        return new Mount(type, source, target, f.<Boolean>get("read_only").orElse(false), f.get("propagation"),
                f.get("recursive"), f.<Boolean>get("create").orElse(false), f.number("size"), f.small("mode"),
                f.<List<String>>get("options").orElse(List.of()));
    }

    private static Port port(Fields f) {
        Optional<Port> host = f.get("host");
        return new Port(host.flatMap(Port::hostAddress), host.map(Port::hostPort).orElse(OptionalInt.empty()),
                f.required("container"), f.<String>get("protocol").orElse("tcp"));
    }

    /** The host's half of a port; the container's half is a stand-in. */
    private static Port hostPort(TomlValue value) {
        String text = value instanceof TomlValue.Whole whole ? String.valueOf(whole.value()) : Values.text(value);
        List<Port> ports = new ArrayList<>(PortSpecs.parse(text + ":1"));
        return ports.get(0);
    }

    private static String writeHost(Port port) {
        String text = PortSpecs.format(new Port(port.hostAddress(), port.hostPort(), 1, "tcp"));
        return Values.quote(text.substring(0, text.length() - 2));
    }

    private static String capability(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        String bare = name.startsWith("CAP_") ? name.substring(4) : name;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_') {
                throw new FormException("invalid capability: \"" + text + "\"");
            }
        }
        if (bare.isEmpty()) {
            throw new FormException("invalid capability: \"" + text + "\"");
        }
        return bare;
    }

    private static double percent(String text) {
        try {
            double value = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : "none");
            if (value > 0 && value <= 100) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new FormException("invalid percentage: '" + text + "'");
        }
        throw new FormException("'" + text + "' is out of range");
    }

    private static Scale scale(Fields f) {
        int max = f.required("max");
        int min = f.<Integer>get("min").orElse(1);
        if (min > max) {
            throw new FormException("min is greater than max");
        }
        return new Scale(min, max, f.<Double>get("cpu").orElse(70.0),
                f.<Duration>get("cooldown").orElse(Duration.ofSeconds(30)));
    }

    private static Optional<Boolean> said(boolean flag) {
        return flag ? Optional.of(true) : Optional.empty();
    }

    static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
