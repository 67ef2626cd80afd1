package dev.berth.image.layer;

import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.FileCalls;
import dev.berth.kernel.FileStatus;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import dev.berth.kernel.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How an unpacked layer says what it deletes of the layers below. */
public enum WhiteoutMarks {

    /** As overlay wants it: a character device 0/0 in place of the name, an attribute on a directory. */
    OVERLAY {
        @Override
        void whiteOut(int parent, byte[] name) throws IOException {
            try {
                FileCalls.makeNode(parent, name, FileStatus.CHARACTER, 0, 0);
            } catch (KernelException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
                // a whiteout hides what is below, never what its own layer has
                if (FileStatus.at(parent, name).isDirectory()) {
                    hide(parent, name);
                }
            }
        }

        @Override
        void hide(int parent, byte[] name) throws IOException {
            LayerDirectory.makeOpaque(parent, name);
        }

        @Override
        boolean isHidden(int directory, byte[] name) throws IOException {
            return FileStatus.find(directory, name).filter(FileStatus::isWhiteout).isPresent()
                    || Xattrs.get(directory, SELF, LayerDirectory.OPAQUE).isPresent();
        }
    },

    /** As layers have it in their archives: empty files {@code .wh.…}, for file systems on which no overlay can be. */
    FILES {
        @Override
        void whiteOut(int parent, byte[] name) throws IOException {
            mark(parent, whiteout(name));
        }

        @Override
        void hide(int parent, byte[] name) throws IOException {
            try (Fd directory = FileCalls.open(parent, name, OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW, 0)) {
                mark(directory.number(), LayerPath.bytes(LayerUnpacker.OPAQUE_WHITEOUT));
            }
        }

        @Override
        boolean isHidden(int directory, byte[] name) throws IOException {
            return FileStatus.find(directory, whiteout(name)).isPresent()
                    || FileStatus.find(directory, LayerPath.bytes(LayerUnpacker.OPAQUE_WHITEOUT)).isPresent();
        }

        private static byte[] whiteout(byte[] name) {
            return LayerPath.bytes(LayerUnpacker.WHITEOUT + new String(name, StandardCharsets.ISO_8859_1));
        }

        private void mark(int parent, byte[] name) throws IOException {
            FileCalls.open(parent, name, OpenFlags.CREAT | OpenFlags.WRONLY | OpenFlags.NOFOLLOW, 0600).close();
        }
    };

    private static final byte[] SELF = {'.'};

    /** Says that a name is deleted. */
    abstract void whiteOut(int parent, byte[] name) throws IOException;

    /** Says that a directory of this layer hides the one below. */
    abstract void hide(int parent, byte[] name) throws IOException;

    /** Whether a name of the layers below does not show through a directory of this layer. */
    abstract boolean isHidden(int directory, byte[] name) throws IOException;
}
