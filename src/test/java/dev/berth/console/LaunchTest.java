package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quick launch, from profiles and from images. */
class LaunchTest extends ConsoleFixture {
    @Test
    void launchesFromAProfileByTypeAheadAndAttaches() throws Exception {
        open();
        terminal.type("n");
        awaitScreen("A shell to try things in");
        terminal.type("brok\r");
        awaitScreen("x.toml:3: no such key");
        terminal.type("n");
        terminal.type("SAND");
        terminal.type("\r");
        awaitCall("start id-sandbox");
        assertEquals(List.of("create sandbox", "attach id-sandbox", "start id-sandbox"), source.calls);
    }

    @Test
    void beginsWithTheImageWhereAnEngineHasNoProfiles() throws Exception {
        source.profiles = List.of();
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0));
        run();
        awaitScreen("3 Profiles 0");
        terminal.type("n");
        terminal.type("debi\r");
        awaitCall("start id-debian:bookworm");
    }

    @Test
    void launchesAnImageWithANameAndACommandInTheBackground() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0));
        open();
        terminal.type("n");
        awaitScreen("A shell to try things in");
        terminal.type("\tdeb\tmy-box\tsh -c 'sleep 5'\t ");
        awaitScreen("none, in the background");
        terminal.type("\r");
        awaitCall("start id-my-box");
        assertEquals(new Launch("", "debian:bookworm", "my-box", List.of("sh", "-c", "sleep 5"), false),
                source.launched);
        awaitScreen("Launched my-box");
    }
}
