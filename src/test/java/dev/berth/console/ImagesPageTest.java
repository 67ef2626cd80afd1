package dev.berth.console;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images and what they are made of; profiles and what comes of them. */
class ImagesPageTest extends ConsoleFixture {
    @Test
    void showsAnImagesLayersAndAProfilesPlan() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0));
        open();
        terminal.type("2");
        awaitScreen("debian:bookworm");
        terminal.type("\r");
        awaitScreen("123MB");
        awaitScreen("ADD rootfs.tar /");
        terminal.type("3");
        awaitScreen("A shell to try things in");
        terminal.type("v");
        awaitScreen("image = \"sandbox\"");
        terminal.type("\t");
        awaitScreen("fsopen(overlay)");
    }
}
