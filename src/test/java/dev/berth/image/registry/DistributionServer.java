package dev.berth.image.registry;

import dev.berth.image.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real registry, the distribution project's, on a free port of loopback. */
public final class DistributionServer implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("docker-registry", "openssl", "htpasswd");

    /** What its certificate is for besides its address: a name that only a proxy knows (RFC 6761). */
    static final String NAME = "secure.invalid";

    private final Path directory;
    private final List<String> http = new ArrayList<>();
    private String authentication = "";
    private Process process;
    private int port;

    /** One that keeps its files in a directory of its own. */
    public DistributionServer(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** Whether the programs are there. */
    public static boolean isPossible() {
        return PROGRAMS.stream().allMatch(Command::exists);
    }

    /** Lets in only a user with a password. */
    public DistributionServer user(String name, String password) throws IOException {
        Path file = Files.writeString(directory.resolve("htpasswd"), Command.run("htpasswd", "-Bbn", name, password));
        authentication = "auth: {htpasswd: {realm: test, path: " + file + "}}\n";
        return this;
    }

    /** Speaks TLS, with a certificate of an authority of its own, see {@link #authority()}. */
    DistributionServer tls() throws IOException {
        authority("ca");
        signed("server", "127.0.0.1");
        http.add("tls: {certificate: " + directory.resolve("server.crt") + ", key: "
                + directory.resolve("server.key") + "}");
        return this;
    }

    /** Speaks TLS with those only who show a certificate that {@link #authority()} signed. */
    DistributionServer mutualTls() throws IOException {
        authority("ca");
        signed("server", "127.0.0.1");
        signed("client", "127.0.0.2");
        http.add("tls: {certificate: " + directory.resolve("server.crt") + ", key: " + directory.resolve("server.key")
                + ", clientcas: [" + authority() + "]}");
        return this;
    }

    Path authority() {
        return directory.resolve("ca.crt");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    private void authority(String name) throws IOException {
        Command.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
                "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", file(name + ".key").toString(), "-out",
                file(name + ".crt").toString());
    }

    private void signed(String name, String address) throws IOException {
        Command.run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name, "-keyout",
                file(name + ".key").toString(), "-out", file(name + ".csr").toString());
        Path extensions = Files.writeString(file(name + ".ext"), "subjectAltName=IP:" + address + ",DNS:" + NAME
                + "\n");
        Command.run("openssl", "x509", "-req", "-in", file(name + ".csr").toString(), "-CA", authority().toString(),
                "-CAkey", file("ca.key").toString(), "-CAcreateserial", "-days", "2", "-extfile",
                extensions.toString(), "-out", file(name + ".crt").toString());
    }

    /** Starts it; answers when it does. */
    public DistributionServer start() throws IOException, InterruptedException {
        http.add("addr: \"" + host() + "\"");
        Path config = Files.writeString(file("config.yml"), "version: 0.1\nlog: {level: error}\nstorage: {filesystem: "
                + "{rootdirectory: " + file("registry") + "}}\n" + authentication + "http: {" + String.join(", ", http)
                + "}\n");
        process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true).redirectOutput(file("log").toFile()).start();
        for (int i = 0; i < 300; i++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return this;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        close();
        throw new AssertionError("the registry does not answer: " + Files.readString(file("log")));
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }
}
