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
        awaitScreen("+2 ~1 -1");
        awaitScreen("1 of 2 steps, 4MB of 123MB wasted: later layers hide it");
        terminal.type("3");
        awaitScreen("A shell to try things in");
        terminal.type("v");
        awaitScreen("image = \"sandbox\"");
        terminal.type("\t");
        awaitScreen("fsopen(overlay)");
    }

    @Test
    void opensTheFilesOfALayerAndFindsAmongThem() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0));
        open();
        terminal.type("2\r");
        awaitScreen("ADD rootfs.tar /");
        terminal.type("\r");
        awaitScreen("This step left no files");
        terminal.type("j\r");
        awaitScreen("~ changed         8B  /etc/motd");
        awaitScreen("- deleted          -  /app/big");
        awaitScreen("+ added          3MB  /bin/abc");
        awaitScreen("› debian:bookworm › layer 1");
        awaitScreen("1 of 3 paths");
        terminal.type("/deleted\r");
        awaitScreen("1 of 3 paths with \"deleted\"");
        await("only that", () -> !terminal.screen().contains("/etc/motd"));
        terminal.type("\u001b");
        awaitScreen("/etc/motd");
        terminal.type("\u001b");
        await("the layers again, where they were", () -> terminal.screen().contains("2 of 2 steps"));
    }

    @Test
    void removesAllThatNothingUsesAfterAQuestionThatNamesIt() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 0),
                new ImageItem("sha256:0123456789abcdef", "", 1_000_000, Instant.EPOCH, 0),
                new ImageItem("sha256:fedcba9876543210", "", 1_000_000, Instant.EPOCH, 0));
        source.volumes = List.of(new VolumeItem("data", "local", "/v", ""));
        open();
        terminal.type("2P");
        awaitScreen("those without a name: 2");
        awaitScreen("all of them: 3");
        terminal.type("\r");
        awaitScreen("Remove 2 unused images?");
        awaitScreen("0123456789ab, fedcba987654");
        terminal.type("y");
        awaitCall("prune IMAGE");
        awaitScreen("Removed 2 images, 5MB free again");
        terminal.type("Pj\r");
        awaitScreen("Remove 3 unused images?");
        awaitScreen("They have to be pulled or built again.");
        terminal.type("y");
        awaitCall("prune all IMAGE");
        terminal.type("4P");
        awaitScreen("Remove volumes that no container uses");
        terminal.type("j\r");
        awaitScreen("Remove all unused volumes?");
        terminal.type("y");
        awaitCall("prune all VOLUME");
        terminal.type("P\ry");
        awaitCall("prune VOLUME");
        terminal.type("1P");
        awaitScreen("Remove all unused containers?");
        awaitScreen("job");
        terminal.type("y");
        awaitCall("prune CONTAINER");
        terminal.type("4\r");
        awaitScreen("Used by           web");
    }

    @Test
    void tellsWhatIsToKnowOfAnImageAndWhoUsesIt() throws Exception {
        source.images = List.of(new ImageItem("sha256:1", "debian:bookworm", 1_000_000, Instant.EPOCH, 3));
        open();
        terminal.type("2");
        awaitScreen("3 containers");
        terminal.type("P");
        awaitScreen("Containers use every image");
        terminal.type("v");
        awaitScreen("Entrypoint        /entry of debian:bookworm");
        terminal.type("\r");
        awaitScreen("ADD rootfs.tar /");
        terminal.type("qq");
        awaitScreen("3 containers");
        terminal.type("Y");
        awaitScreen("Copied sha256:1");
        terminal.type("u");
        awaitScreen("3 of 3 containers with \"debian:bookworm\"");
    }
}
