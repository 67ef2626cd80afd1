package dev.berth.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Reads what a monitor leaves in its container's directory (src/main/c/launcher/monitor.c). */
final class MonitorFiles {

    /** The exit record's room on the disk, made when a launch begins. */
    static final String ROOM = "exit.new";
    /** The start record. */
    static final String STARTED = "started";
    /** The exit record. */
    static final String EXIT = "exit";
    /** The exit code that docker shows for a process whose end nobody saw. */
    static final int UNSEEN = 137;

    private static final int EXIT_MAGIC = 0x54495845;
    private static final int CLD_EXITED = 1;

    private MonitorFiles() {
    }

    /**
     * A process that cannot be mistaken for another one with the same id.
     *
     * @param pid its id
     * @param startTicks when it started, in clock ticks since the machine did
     */
    record Identity(int pid, long startTicks) {
        /** Whether it is there now and not a zombie. */
        boolean alive() {
            try {
                String stat = Files.readString(Path.of("/proc", Integer.toString(pid), "stat"));
                char state = stat.charAt(stat.lastIndexOf(')') + 2);
                return parse(stat).equals(this) && state != 'Z' && state != 'X';
            } catch (IOException e) {
                return false;
            }
        }

        /** From a line of {@code /proc/PID/stat}: fields 1 and 22, the name between them being anything. */
        static Identity parse(String stat) {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Identity(Integer.parseInt(stat.substring(0, stat.indexOf(' '))), Long.parseLong(fields[19]));
        }
    }

    /**
     * The start record.
     *
     * @param monitor the monitor
     * @param process the container's process
     */
    record Started(Identity monitor, Identity process) {
    }

    /**
     * The exit record.
     *
     * @param exitCode the exit code, 128 and the signal's number if a signal ended the process
     * @param time when
     * @param lostBytes output that could not be logged
     * @param lostLines lines that could not be logged
     */
    record Exit(int exitCode, Instant time, long lostBytes, long lostLines) {
    }

    /** The start record of a container that was started. */
    static Optional<Started> started(Path directory) throws IOException {
        try {
            String text = Files.readString(directory.resolve(STARTED), StandardCharsets.ISO_8859_1);
            int second = text.indexOf('\n') + 1;
            return Optional.of(new Started(Identity.parse(text.substring(0, second - 1)),
                    Identity.parse(text.substring(second).stripTrailing())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new IOException(directory.resolve(STARTED) + " is damaged", e);
        }
    }

    /** When a process was started: its start record was written then. */
    static Instant startTime(Path directory) throws IOException {
        return Files.getLastModifiedTime(directory.resolve(STARTED)).toInstant();
    }

    /** The exit record of a container that has ended. */
    static Optional<Exit> exit(Path directory) throws IOException {
        ByteBuffer record;
        try {
            record = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(EXIT))).order(ByteOrder.LITTLE_ENDIAN);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (record.remaining() < 64 || record.getInt(0) != EXIT_MAGIC) {
            throw new IOException(directory.resolve(EXIT) + " is damaged");
        }
        int code = record.getInt(16);
        int status = record.getInt(32);
        long nanos = record.getLong(40);
        return Optional.of(new Exit(code == CLD_EXITED ? status : 128 + status,
                Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L), record.getLong(48),
                record.getLong(56)));
    }
}
