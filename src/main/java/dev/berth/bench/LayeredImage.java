package dev.berth.bench;

import dev.berth.image.Digest;
import dev.berth.image.store.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of seven layers, about 400 MB plain: a Debian root file system, parts of it at other places (many small
 * files, and large ones), half random data, and one small file. Written as docker save writes it.
 *
 * <p>There are as many of it as are wanted with not one blob in common, so that each can be pulled into a store that
 * has nothing of it and nothing need be removed between: ext4 without a journal, when it looks for a free inode, passes
 * over each one that was freed in the last minutes, and who comes after a removal would pay for it.
 */
final class LayeredImage {

    /** Each line the arguments of tar for one layer, in the unpacked root file system. */
    private static final List<List<String>> PARTS = List.of(
            List.of("--transform=s,^usr,opt/a,S", "usr/share", "usr/sbin"),
            List.of("--transform=s,^usr,opt/b,S", "usr/lib"),
            List.of("--transform=s,^usr,opt/c,S", "usr/bin", "var", "etc"),
            List.of("--transform=s,^usr,opt/d,S", "usr/share/doc", "usr/share/zoneinfo", "usr/share/perl5"));
    /** A layer of two large files: one that does not compress, one that does. */
    private static final String LARGE = "mkdir -p large/opt/e && head -c 30000000 /dev/urandom >large/opt/e/random && "
            + "cat root/usr/bin/* >large/opt/e/programs";
    private static final String SMALL = "mkdir -p small/etc && echo small >small/etc/small";

    private final Programs programs;
    private final Path directory;
    private final List<String> layers = new ArrayList<>();

    /**
     * Makes the layers.
     *
     * @param programs runs tar
     * @param directory an empty directory
     * @param rootfs archive of a Debian root file system
     */
    LayeredImage(Programs programs, Path directory, Path rootfs) throws IOException, InterruptedException {
        this.programs = programs;
        this.directory = directory;
        Files.createSymbolicLink(directory.resolve("0.tar"), rootfs.toAbsolutePath());
        shell("mkdir root && tar -C root -xf 0.tar && " + LARGE + " && " + SMALL);
        int number = 1;
        for (List<String> part : PARTS) {
            shell("tar -C root -cf " + number++ + ".tar " + String.join(" ", part));
        }
        shell("tar -C large -cf " + number++ + ".tar opt && tar -C small -cf " + number + ".tar etc");
        for (int i = 0; i <= number; i++) {
            layers.add(Integer.toString(i));
        }
    }

    /**
     * Compresses the layers for all archives of one kind.
     *
     * @param compressor the program that compresses its standard input
     */
    void compress(String compressor) throws IOException, InterruptedException {
        for (String layer : layers) {
            shell(compressor + " -c <" + layer + ".tar >plain-" + layer + "." + compressor);
        }
    }

    /**
     * Writes an image. What makes it another one than those before is a small file in front of each layer, compressed
     * for itself, as gzip and Zstandard allow.
     *
     * @param compressor the program that the layers were {@linkplain #compress compressed} with
     * @param name the image's name
     * @return the archive
     */
    Path archive(String compressor, String name) throws IOException, InterruptedException {
        // the first two blocks: a header, and what is in the file
        shell("echo " + name + " >mark && tar -cf - mark | head -c 1024 >mark.tar && " + compressor
                + " -c <mark.tar >mark." + compressor);
        List<String> files = new ArrayList<>();
        List<String> diffIds = new ArrayList<>();
        for (String layer : layers) {
            String file = layer + "." + compressor;
            shell("cat mark." + compressor + " plain-" + file + " >" + file);
            files.add(file);
            diffIds.add('"' + digest("mark.tar", layer + ".tar").toString() + '"');
        }
        Files.writeString(directory.resolve("config.json"),
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + String.join(",", diffIds) + "]}}");
        Files.writeString(directory.resolve("manifest.json"), "[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name
                + "\"],\"Layers\":[\"" + String.join("\",\"", files) + "\"]}]");
        shell("tar -cf image.tar manifest.json config.json " + String.join(" ", files));
        return directory.resolve("image.tar");
    }

    private void shell(String line) throws IOException, InterruptedException {
        programs.run("sh", "-c", "cd " + directory + " && " + line);
    }

    private Digest digest(String... parts) throws IOException {
        MessageDigest hash = Hashing.sha256();
        for (String part : parts) {
            try (InputStream in = Files.newInputStream(directory.resolve(part))) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
            }
        }
        return Digest.of(hash.digest());
    }
}
