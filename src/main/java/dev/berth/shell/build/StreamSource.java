package dev.berth.shell.build;

import dev.berth.shell.CommandException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Standard input as a context: an archive, or a Dockerfile alone. */
final class StreamSource implements ContextSource {

    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final byte[][] COMPRESSED = {
        {0x1F, (byte) 0x8B}, {'B', 'Z', 'h'}, {(byte) 0xFD, '7', 'z', 'X', 'Z', 0},
        {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}};

    private final InputStream in;
    private final String dockerfile;

    StreamSource(InputStream in, String dockerfile) {
        this.in = in;
        this.dockerfile = dockerfile;
    }

    @Override
    public BuildContext open() throws IOException {
        return open(in, dockerfile);
    }

    /** A context of an archive, plain or compressed, or of a Dockerfile. */
    static BuildContext open(InputStream stream, String dockerfile) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream);
        in.mark(BLOCK);
        byte[] begin = in.readNBytes(BLOCK);
        in.reset();
        if (begin.length == 0) {
            throw new CommandException("the context is empty: it must be a tar archive or a Dockerfile");
        }
        if (isArchive(begin)) {
            return new BuildContext(in, dockerfile, Optional.empty());
        }
        byte[] text = in.readAllBytes();
        return new BuildContext(new ContextArchive(Optional.empty(), found -> { },
                List.of(new ContextArchive.Extra(dockerfile, text))), dockerfile,
                Optional.of(new DockerfileExcerpt(dockerfile, new String(text, StandardCharsets.UTF_8))));
    }

    private static boolean isArchive(byte[] begin) {
        for (byte[] magic : COMPRESSED) {
            if (begin.length >= magic.length
                    && Arrays.equals(begin, 0, magic.length, magic, 0, magic.length)) {
                return true;
            }
        }
        return begin.length == BLOCK && hasChecksum(begin);
    }

    /** Whether this is a tar header: its checksum is right. Archives of before ustar have no magic. */
    private static boolean hasChecksum(byte[] header) {
        String field = new String(header, CHECKSUM_AT, CHECKSUM_LENGTH, StandardCharsets.US_ASCII)
                .replace('\0', ' ').strip();
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH ? ' ' : header[i] & 0xFF;
        }
        return field.equals(Integer.toOctalString(sum)) || field.equals("0" + Integer.toOctalString(sum))
                || field.equals("00" + Integer.toOctalString(sum));
    }

    @Override
    public void awaitChange(ChangeNotice notice) {
        throw new CommandException("standard input cannot be watched: give --watch a directory or a git URL");
    }

    @Override
    public void close() {
    }
}
