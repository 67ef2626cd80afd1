package dev.berth.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.image.Command;
import dev.berth.image.Image;
import dev.berth.image.Progress;
import dev.berth.image.RootFilesystem;
import dev.berth.image.TreeListing;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileTree;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same image unpacked by Berth (and merged by overlay) and by umoci: the trees are equal in everything. */
class UmociTreeIT {

    /** What is tarred as the first layer. */
    private static final String FIRST = """
            mkdir -p usr/bin usr/lib etc/conf.d var/gone var/opaque/old dev 'odd names' deep
            ln -s usr/bin bin
            echo one > etc/one; echo two > etc/conf.d/two; echo gone > var/gone/f; echo old > var/opaque/old/f
            echo x > 'odd names/caf\\303\\251 \\n'; printf 'latin' > "$(printf 'odd names/caf\\351')"
            printf '#!/bin/sh\\n' > usr/bin/tool; chmod 4755 usr/bin/tool; chmod 2755 usr/lib; chmod 1777 var
            ln usr/bin/tool usr/bin/hard; ln -s tool usr/bin/soft; ln -s /nowhere etc/dangling
            ln usr/bin/soft usr/bin/soft2; echo doomed > usr/bin/doomed
            mkfifo etc/pipe; mknod dev/null c 1 3; mknod dev/disk b 8 0
            truncate -s 3M etc/sparse; printf data | dd of=etc/sparse bs=1 seek=1500000 conv=notrunc status=none
            chown 1000:1001 etc/one; chown -h 5:6 etc/dangling; chown 4000000:4000001 etc/conf.d
            n=$(printf 'n%.0s' $(seq 200)); mkdir "deep/$n"; echo deep > "deep/$n/$n"; ln -s "$n/$n" deep/link
            touch -d '2001-02-03 04:05:06.123456789' etc/one etc/conf.d usr/bin/tool
            touch -h -d '1969-12-31 23:00:00' etc/dangling
            """;
    /** And as the second; {@code .wh.} files mark what is deleted. */
    private static final String SECOND = """
            mkdir -p etc/conf.d var/opaque/new usr/bin gone2
            : > var/.wh.gone; : > var/opaque/.wh..wh..opq; echo new > var/opaque/new/f
            : > etc/.wh.one; echo replaced > etc/conf.d/two; : > usr/bin/.wh.doomed
            mkdir etc/pipe; echo inside > etc/pipe/f; echo file > bin
            touch -d '2002-02-03 04:05:06.5' . etc etc/conf.d var var/opaque var/opaque/new usr usr/bin gone2 etc/pipe
            """;
    private static final String THIRD = """
            mkdir -p var/gone etc
            echo again > var/gone/f2; echo one more > etc/one
            touch -d '2003-02-03 04:05:06.5' . var var/gone etc
            """;

    private Path work;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/hostname")), "needs root: mounts an overlay");
        assumeTrue(Command.exists("umoci"), "needs umoci to compare with");
        work = Files.createTempDirectory("berth-umoci");
    }

    @AfterEach
    void removeAll() throws IOException {
        if (work != null) {
            FileTree.remove(work);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-S --format=posix --pax-option=delete=atime,delete=ctime", "--format=gnu"})
    void treesAreEqual(String format) throws IOException {
        UmociImage image = new UmociImage(work);
        int number = 0;
        for (String script : List.of(FIRST, SECOND, THIRD)) {
            Path tree = Files.createDirectory(work.resolve("tree" + ++number));
            Path tar = work.resolve("layer" + number + ".tar");
            Command.run("bash", "-ec", "cd " + tree + "\n" + script);
            if (number == 1) {
                addAttributes(tree);
            }
            Command.run("bash", "-ec", "cd " + tree + "\ntar -cf " + tar + " " + format
                    + (format.contains("posix") ? " --xattrs --xattrs-include='*'" : "") + " --numeric-owner .");
            image.add(tar);
        }
        List<String> expected = image.unpacked();
        try (ImageStore store = ImageStore.open(work.resolve("data"));
                InputStream in = Files.newInputStream(image.archive())) {
            Image loaded = store.archives().load(in, Progress.NONE).get(0).image();
            assertEquals("test:latest", loaded.names().get(0).familiar());
            try (RootFilesystem files = store.unpacked(loaded)) {
                assertEquals(String.join("\n", expected), String.join("\n", merged(files)));
            }
        }
        if (format.contains("posix")) {
            assertTrue(expected.stream().anyMatch(line -> line.startsWith("usr/bin/hard ")
                    && line.contains("security.capability=")));
        }
        assertTrue(expected.stream().anyMatch(line -> line.contains("etc/sparse") && line.contains("size=3145728")));
    }

    private static void addAttributes(Path tree) throws IOException {
        try (Fd root = Fd.open(tree, OpenFlags.DIRECTORY, 0)) {
            Xattrs.set(root.number(), bytes("etc/conf.d/two"), "user.note", bytes("replaced"));
            Xattrs.set(root.number(), bytes("usr/lib"), "user.note", new byte[] {0, 1, (byte) 0xff, '\n', '='});
            // struct vfs_cap_data of linux/capability.h, revision 2: cap_net_bind_service, effective
            byte[] capability = new byte[20];
            capability[0] = 1;
            capability[3] = 2;
            capability[5] = 4;
            Xattrs.set(root.number(), bytes("usr/bin/tool"), "security.capability", capability);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> merged(RootFilesystem files) throws IOException {
        Path mount = Files.createDirectory(work.resolve("merged"));
        String lowers = files.lowerDirectories().stream().map(Path::toString).collect(Collectors.joining(":"));
        Command.run("mount", "-t", "overlay", "overlay", "-o", "ro,lowerdir=" + lowers, mount.toString());
        try {
            return TreeListing.of(mount);
        } finally {
            Command.run("umount", mount.toString());
        }
    }
}
