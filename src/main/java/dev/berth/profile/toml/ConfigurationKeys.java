package dev.berth.profile.toml;

import static dev.berth.profile.toml.RecordType.field;

import dev.berth.profile.Configuration;
import dev.berth.profile.Configuration.Command;
import dev.berth.profile.Configuration.Registry;
import dev.berth.profile.LogSettings;
import java.util.List;
import java.util.Optional;

/** Every key of {@code berth.toml}, once. */
public final class ConfigurationKeys {

    private static final ValueType<Registry> REGISTRY =
            new RecordType<>("a table of name, mirrors, insecure, ca, client_certificate and client_key",
            new KeyTable<>(List.of(
                    field("name", Values.TEXT, "Host, and port if it is not 443", r -> Optional.of(r.name())),
                    field("mirrors", Values.TEXTS, "Hosts that are asked first, in order",
                            r -> Optional.of(r.mirrors()).filter(m -> !m.isEmpty())),
                    field("insecure", Values.FLAG, "Use plain HTTP, or TLS without checking the certificate",
                            r -> Optional.of(r.insecure())),
                    field("ca", Values.PATH, "File with trusted certificates, PEM", Registry::ca),
                    field("client_certificate", Values.PATH, "File with the certificate to show, PEM",
                            Registry::clientCertificate),
                    field("client_key", Values.PATH, "File with its key, PEM (PKCS #8)", Registry::clientKey))),
            f -> new Registry(f.required("name"), f.<List<String>>get("mirrors").orElse(List.of()),
                    f.<Boolean>get("insecure").orElse(false), f.get("ca"), f.get("client_certificate"),
                    f.get("client_key")));

    private static final ValueType<Command> COMMAND = new RecordType<>("a table of name, key, on and run",
            new KeyTable<>(List.of(
                    field("name", Values.TEXT, "What it is called", c -> Optional.of(c.name())),
                    field("key", Values.TEXT, "Key that runs it, for example f5, where the console does not use it",
                            Command::key),
                    field("on", Values.oneOf(List.of("containers", "images", "volumes")), "What it is for; all if"
                            + " not said", Command::on),
                    field("run", Values.TEXT, "The command line, without berth; {{.Name}}, {{.ID}} and {{.Image}} are"
                            + " what is selected", c -> Optional.of(c.run())))),
            f -> new Command(f.required("name"), f.get("key"), f.get("on"), f.required("run")));

    /** All keys, in the order in which they are documented. */
    public static final KeyTable<Configuration, ?> TABLE = table();

    private ConfigurationKeys() {
    }

    @SuppressWarnings("unchecked")
    static KeyTable<Configuration, Fields> fields() {
        return (KeyTable<Configuration, Fields>) TABLE;
    }

    private static KeyTable<Configuration, Fields> table() {
        return new KeyTable<>(List.of(
                field("data", Values.PATH, "Directory of images, layers, containers and volumes", Configuration::data),
                field("run", Values.PATH, "Directory of sockets and run state", Configuration::run),
                field("storage_driver", Values.oneOf(List.of("overlay2", "vfs")), "How root file systems are made; the"
                        + " first that is possible on the data directory if not said", Configuration::storageDriver),
                field("default_profile", Values.TEXT, "Profile below every container that names none",
                        Configuration::defaultProfile),
                field("cgroup_parent", Values.CGROUP, "Cgroup below which the engine's group is made",
                        Configuration::cgroupParent),
                field("socket_group", Values.TEXT, "Group that may use the engine's socket",
                        Configuration::socketGroup),
                field("theme", Values.TEXT, "The console's theme", Configuration::theme),
                field("detach_keys", Values.TEXT, "Keys that detach, for example ctrl-p,ctrl-q",
                        Configuration::detachKeys),
                field("log.driver", Values.oneOf(List.of("local", "json-file", "none")), "Where output is kept",
                        c -> c.log().driver()),
                field("log.max_size", Values.SIZE, "Size of a log segment",
                        c -> ProfileTables.boxed(c.log().maxSizeBytes())),
                field("log.max_files", Values.small(1, 1000), "Log segments that are kept",
                        c -> ProfileTables.boxed(c.log().maxFiles())),
                field("transfers.parallel", Values.small(1, 32), "Layers that are pulled or pushed at once",
                        c -> ProfileTables.boxed(c.parallelTransfers())),
                field("transfers.compression", Values.oneOf(List.of("gzip", "zstd")),
                        "Compression of layers that are pushed and lie in the store uncompressed",
                        Configuration::pushCompression),
                field("build.cache_size", Values.SIZE, "How much the build cache keeps of layers that are no image's; a"
                        + " tenth of the disk if not said", c -> ProfileTables.boxed(c.buildCacheBytes())),
                field("proxy.http", Values.TEXT, "Proxy for plain HTTP", Configuration::httpProxy),
                field("proxy.https", Values.TEXT, "Proxy for HTTPS", Configuration::httpsProxy),
                field("proxy.none", Values.TEXTS, "Hosts that are reached without a proxy",
                        c -> Optional.of(c.noProxy()).filter(l -> !l.isEmpty())),
                field("registries", ListType.of(REGISTRY, "[[registries]] tables"), "Settings of single registries",
                        c -> Optional.of(c.registries()).filter(l -> !l.isEmpty())),
                field("commands", ListType.of(COMMAND, "[[commands]] tables"), "Commands that the console has besides"
                        + " its own", c -> Optional.of(c.commands()).filter(l -> !l.isEmpty()))));
    }

    static Configuration build(Fields f) {
        return new Configuration(f.get("data"), f.get("run"), f.get("storage_driver"),
                f.get("default_profile"), f.get("cgroup_parent"),
                f.get("socket_group"), f.get("theme"), f.get("detach_keys"),
                new LogSettings(f.get("log.driver"), f.number("log.max_size"), f.small("log.max_files")),
                f.<List<Registry>>get("registries").orElse(List.of()), f.small("transfers.parallel"),
                f.get("transfers.compression"), f.number("build.cache_size"), f.get("proxy.http"), f.get("proxy.https"),
                f.<List<String>>get("proxy.none").orElse(List.of()),
                f.<List<Command>>get("commands").orElse(List.of()));
    }
}
