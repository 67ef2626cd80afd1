package dev.berth.build;

import dev.berth.image.layer.TarEntry;
import dev.berth.image.layer.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A tar archive, also of entries that no honest tool writes. */
final class BuildArchive {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarWriter tar = new TarWriter(bytes);

    BuildArchive file(String name, String content) throws IOException {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        return add(TarEntry.Type.FILE, name, "", data);
    }

    BuildArchive directory(String name) throws IOException {
        return add(TarEntry.Type.DIRECTORY, name + '/', "", new byte[0]);
    }

    BuildArchive link(String name, String target) throws IOException {
        return add(TarEntry.Type.SYMLINK, name, target, new byte[0]);
    }

    BuildArchive hardLink(String name, String target) throws IOException {
        return add(TarEntry.Type.HARDLINK, name, target, new byte[0]);
    }

    private BuildArchive add(TarEntry.Type type, String name, String link, byte[] data) throws IOException {
        int mode = type == TarEntry.Type.DIRECTORY ? 0755 : 0644;
        tar.begin(new TarEntry(type, name, link, mode, 0, 0, data.length, 1, 0, 0, 0, Map.of(), new long[0]));
        tar.data(data, data.length);
        tar.pad(data.length);
        return this;
    }

    byte[] bytes() throws IOException {
        tar.finish();
        return bytes.toByteArray();
    }
}
