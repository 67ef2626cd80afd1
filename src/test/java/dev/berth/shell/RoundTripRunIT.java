package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images that go through a real registry run at the other end, whoever pushed and whoever pulls them. */
@Timeout(900)
class RoundTripRunIT extends InstallationCase {

    private static final String SAYS = "made by berth";
    /** Where podman and buildah keep things, apart from what the machine has. */
    private static final String APART = "--root $W/storage --runroot $W/r --storage-driver vfs";

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(Command.exists("skopeo"), "needs skopeo");
        install("berth-trip", "");
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo " + SAYS + " > /said && mkdir /d && "
                + "ln -s ../said /d/link && ln /said /hard && chmod 4755 /said\n"
                + "RUN rm /hard\nCMD [\"cat\", \"/d/link\"]\n");
        done("build", "-q", "-t", "made", context.toString());
        done("save", "-o", directory.resolve("made.tar").toString(), "made");
    }

    static Stream<Arguments> othersPush() {
        String copy = "skopeo copy -q --dest-tls-verify=false ";
        String from = " docker-archive:$SRC docker://$DEST";
        String buildah = "buildah " + APART + ' ';
        return Stream.of(
                way("skopeo", "OCI, gzip", copy + "--format oci" + from),
                way("skopeo", "OCI, zstd", copy + "--format oci --dest-compress-format zstd" + from),
                way("skopeo", "schema 2", copy + "--format v2s2" + from),
                way("skopeo", "plain layers", copy + "docker-archive:$SRC dir:$W/dir && " + copy
                        + "--dest-decompress dir:$W/dir dir:$W/plain && " + copy + "dir:$W/plain docker://$DEST"),
                way("buildah", "OCI, zstd", "id=$(" + buildah + "pull -q docker-archive:$SRC) && " + buildah
                        + "push -q --tls-verify=false --format oci --compression-format zstd $id docker://$DEST"),
                way("buildah", "index of two platforms", copy + "docker-archive:$SRC docker://$DEST-one && " + buildah
                        + "manifest create index && " + buildah + "manifest add --tls-verify=false --arch s390x index "
                        + "docker://$DEST-one && " + buildah + "manifest add --tls-verify=false --os linux index "
                        + "docker://$DEST-one && " + buildah + "manifest push -q --all --tls-verify=false index "
                        + "docker://$DEST"),
                way("docker", "schema 2", "docker load -q -i $SRC && docker tag made $DEST && docker push -q $DEST; "
                        + "status=$?; docker rmi -f made $DEST; exit $status"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void othersPush(String program, String what, String script) throws Exception {
        needs(program);
        String name = server.host() + "/theirs:1";
        shell(script, name);
        done("rmi", "-f", "made");
        done("pull", "-q", name);
        assertEquals(SAYS + "\n", done("run", "--rm", "--network", "none", name));
        assertEquals("4755\n", done("run", "--rm", "--network", "none", name, "stat", "-c", "%a", "/said"));
        String digest = "sha256:" + shell("skopeo inspect --raw --tls-verify=false docker://$DEST | sha256sum", name)
                .substring(0, 64);
        assertEquals('[' + name.substring(0, name.lastIndexOf(':')) + '@' + digest + "]\n",
                done("image", "inspect", "--format", "{{.RepoDigests}}", name));
        assertWhole(name);
    }

    static Stream<Arguments> othersPull() {
        String[][] ways = {
            {"docker", "docker pull -q $DEST >/dev/null && docker run --rm --network none $DEST; status=$?; "
                    + "docker rmi -f $DEST >/dev/null; exit $status"},
            // podman's own limits of files and processes may be more than this machine lets anybody have
            {"podman", "podman " + APART + " pull -q --tls-verify=false $DEST >/dev/null && podman " + APART
                    + " --cgroup-manager cgroupfs --runtime $(command -v runc || command -v crun) run --rm "
                    + "--ulimit nofile=1024:1024 --ulimit nproc=1024:1024 --network none $DEST"},
            {"umoci", "skopeo copy -q --src-tls-verify=false docker://$DEST oci:$W/layout:1 && umoci unpack --image "
                    + "$W/layout:1 $W/bundle && chroot $W/bundle/rootfs /bin/cat /d/link"}};
        // docker before 23 and umoci know no zstd
        return Stream.concat(Stream.of(ways).map(way -> Arguments.of(way[0], "gzip", way[1])),
                Stream.of(Arguments.of(ways[1][0], "zstd", ways[1][1])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void othersPull(String program, String compression, String script) throws Exception {
        needs(program);
        Files.writeString(directory.resolve("berth.toml"), "[transfers]\ncompression = \"" + compression + "\"\n");
        done("engine", "stop");
        String name = server.host() + "/ours:1";
        done("tag", "made", name);
        done("push", "-q", name);
        String manifest = shell("skopeo inspect --raw --tls-verify=false docker://$DEST", name);
        assertTrue(manifest.contains('+' + compression) || manifest.contains("." + compression), manifest);
        String said = shell(script, name);
        assertTrue(said.lines().anyMatch(SAYS::equals), said);
    }

    private static Arguments way(String program, String what, String script) {
        return Arguments.of(program, what, script);
    }

    private static void needs(String program) {
        assumeTrue(Command.exists(program), "needs " + program);
        if (program.equals("docker")) {
            String socket = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
            assumeTrue(Files.exists(Path.of(socket.replace("unix://", ""))),
                    "needs docker's daemon, at DOCKER_HOST or its usual socket");
        }
    }

    private String shell(String script, String name) throws Exception {
        Installation.Result result = berth.run(Map.of("W", directory.toString(), "SRC",
                directory.resolve("made.tar").toString(), "DEST", name), List.of("sh", "-c", script));
        assertEquals(0, result.status(), script + ":\n" + result);
        return result.out();
    }
}
