package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.profile.Namespaces.Mode;
import dev.berth.profile.Namespaces.Network;
import dev.berth.profile.NetworkSettings;
import dev.berth.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a container's {@code hosts}, {@code hostname} and {@code resolv.conf}, by docker's rules: on the host's
 * network the host's own files with what was asked for besides, else files of its own.
 */
final class EtcFiles {

    /** The files, which are mounted in {@code /etc}. */
    static final List<String> NAMES = List.of("resolv.conf", "hostname", "hosts");

    private static final String HOSTS = """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            fe00::\tip6-localnet
            ff00::\tip6-mcastprefix
            ff02::1\tip6-allnodes
            ff02::2\tip6-allrouters
            """;
    private static final String GATEWAY = "host-gateway";

    private EtcFiles() {
    }

    /**
     * Writes the files; none for a container in another one's network, which has the other one's.
     *
     * @param directory where
     * @param record the container
     * @throws EngineException if a line for {@code hosts} is not {@code name:address}
     * @throws IOException if the disk refuses
     */
    static void write(Path directory, ContainerRecord record) throws IOException, EngineException {
        Profile profile = record.profile();
        if (profile.namespaces().network().orElse(null) instanceof Network.Container) {
            return;
        }
        boolean host = profile.namespaces().network().orElse(null) instanceof Network.Host;
        NetworkSettings settings = profile.network();
        check(settings);
        String hostname = hostname(record);
        String hosts = host ? read(Path.of("/etc/hosts")) : hosts(hostname, profile.domainname().orElse(""));
        Files.writeString(directory.resolve("hostname"), hostname + "\n");
        Files.writeString(directory.resolve("hosts"),
                withLines(hosts, settings.extraHosts().orElse(List.of())));
        Files.writeString(directory.resolve("resolv.conf"), resolver(host, settings).text());
    }

    /**
     * Says early what {@link #write} would refuse.
     *
     * @param settings what was asked for
     * @throws EngineException if an address is none, or a line for {@code hosts} is not {@code name:address}
     */
    static void check(NetworkSettings settings) throws EngineException {
        withLines("", settings.extraHosts().orElse(List.of()));
        for (String server : settings.dns().orElse(List.of())) {
            if (!Addresses.valid(server)) {
                throw new EngineException(Kind.BAD_PARAMETER, "invalid IP address in dns: \"" + server + "\"");
            }
        }
        for (List<String> words : List.of(settings.dnsSearch().orElse(List.of()),
                settings.dnsOptions().orElse(List.of()))) {
            for (String word : words) {
                if (word.isEmpty() || blanks(word)) {
                    throw new EngineException(Kind.BAD_PARAMETER, "invalid resolver setting: \"" + word
                            + "\" is not one word");
                }
            }
        }
    }

    private static ResolverFile resolver(boolean host, NetworkSettings settings) throws IOException {
        ResolverFile hosts = ResolverFile.parse(hostResolver());
        return (host ? hosts : hosts.withoutLoopback())
                .with(settings.dns(), settings.dnsSearch(), settings.dnsOptions());
    }

    private static String hostname(ContainerRecord record) throws IOException {
        Profile profile = record.profile();
        if (profile.hostname().isPresent()) {
            return profile.hostname().get();
        }
        boolean hosts = profile.namespaces().uts().orElse(null) instanceof Mode.Host
                || profile.namespaces().network().orElse(null) instanceof Network.Host;
        return hosts ? read(Path.of("/proc/sys/kernel/hostname")).strip() : record.id().substring(0, 12);
    }

    /** A container without a network has no address that its name could have: Debian's 127.0.1.1 stands for it. */
    static String hosts(String hostname, String domainname) {
        String names = domainname.isEmpty() ? hostname : hostname + "." + domainname + " " + hostname;
        return HOSTS + "127.0.1.1\t" + names + "\n";
    }

    /**
     * A hosts file with further lines.
     *
     * @param hosts the file
     * @param extra {@code name:address} or {@code name=address}, as {@code --add-host} takes them
     */
    static String withLines(String hosts, List<String> extra) throws EngineException {
        StringBuilder text = new StringBuilder(hosts);
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        for (String line : extra) {
            // the first separator: an IPv6 address has colons of its own
            int equals = line.indexOf('=');
            int at = equals > 0 ? equals : line.indexOf(':');
            String name = at < 1 ? "" : line.substring(0, at);
            String address = at < 1 ? "" : line.substring(at + 1);
            if (address.startsWith("[") && address.endsWith("]")) {
                address = address.substring(1, address.length() - 1);
            }
            if (name.isEmpty() || name.indexOf('#') >= 0 || blanks(name)) {
                throw new EngineException(Kind.BAD_PARAMETER, "bad format for add-host: \"" + line + "\"");
            } else if (address.equals(GATEWAY)) {
                throw new EngineException(Kind.BAD_PARAMETER, "unable to derive the IP value for host-gateway: this"
                        + " container's network has no gateway; give an address in place of host-gateway");
            } else if (!Addresses.valid(address)) {
                throw new EngineException(Kind.BAD_PARAMETER, "invalid IP address in add-host: \"" + address + "\"");
            }
            text.append(address).append('\t').append(name).append('\n');
        }
        return text.toString();
    }

    private static boolean blanks(String word) {
        return word.chars().anyMatch(c -> c <= ' ' || c == 0x7F);
    }

    /** systemd-resolved's own address is of use on the host only; the servers that it asks are in another file. */
    private static String hostResolver() throws IOException {
        String text = read(Path.of("/etc/resolv.conf"));
        List<String> servers = ResolverFile.parse(text).servers();
        return servers.equals(List.of("127.0.0.53")) ? read(Path.of("/run/systemd/resolve/resolv.conf")) : text;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
