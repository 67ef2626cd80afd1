package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.registry.DistributionServer;
import dev.berth.kernel.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** An installation of Berth beside a registry, in a directory that is gone at the end whatever was made in it. */
abstract class InstallationCase {

    Path directory;
    DistributionServer server;
    Installation berth;

    /**
     * Makes them.
     *
     * @param name what the directory's name begins with
     * @param configuration what the engine's {@code berth.toml} says
     */
    final void install(String name, String configuration) throws Exception {
        assumeTrue(DistributionServer.isPossible(), "needs docker-registry");
        directory = Files.createTempDirectory(name);
        Files.writeString(directory.resolve("berth.toml"), configuration);
        server = new DistributionServer(Files.createDirectory(directory.resolve("server"))).start();
        berth = new Installation(directory);
    }

    @AfterEach
    void removeAll() throws Exception {
        if (berth != null) {
            berth.close();
        }
        if (server != null) {
            server.close();
        }
        if (directory != null) {
            FileTree.remove(directory);
        }
    }

    /** What a command says that has to work. */
    final String done(String... command) throws Exception {
        Installation.Result result = berth.berth(command);
        assertEquals(0, result.status(), List.of(command) + ": " + result.err());
        return result.out();
    }

    /** The store is whole, as {@code image verify} sees it. */
    final void assertWhole(String when) throws Exception {
        String said = done("image", "verify");
        assertTrue(said.matches("[0-9]+ images? checked: no problems\n"), when + ": " + said);
    }
}
