package dev.berth.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as {@code /proc/PID} tells it (proc_pid_stat(5)).
 *
 * @param pid its id
 * @param command its name
 * @param arguments its program and arguments with spaces between, the name in brackets if there are none
 * @param state one letter
 * @param parent its parent
 * @param group its process group
 * @param session its session
 * @param terminal its terminal's device number, 0 without
 * @param foreground the process group in the foreground of its terminal
 * @param ticks processor time, in hundredths of a second
 * @param priority as the kernel has it
 * @param nice nice value
 * @param threads how many threads
 * @param startTicks when it began, in hundredths of a second after the machine did
 * @param virtualBytes size of its memory
 * @param residentKib of it in memory
 * @param uid effective user
 * @param gid effective group
 */
record ProcessEntry(int pid, String command, String arguments, char state, int parent, int group, int session,
        int terminal, int foreground, long ticks, int priority, int nice, int threads, long startTicks,
        long virtualBytes, long residentKib, int uid, int gid) {

    /** {@code USER_HZ}: ticks a second in all of {@code /proc}, on every architecture that Berth knows. */
    static final int HERTZ = 100;

    /**
     * Reads one.
     *
     * @param proc the proc file system
     * @param pid which one
     * @return nothing if it has ended
     */
    static Optional<ProcessEntry> read(Path proc, int pid) {
        Path directory = proc.resolve(Integer.toString(pid));
        try {
            String stat = text(directory.resolve("stat"));
            String status = text(directory.resolve("status"));
            byte[] arguments = Files.readAllBytes(directory.resolve("cmdline"));
            return Optional.of(parse(stat, status, arguments));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** A process from the text of its files. */
    static ProcessEntry parse(String stat, String status, byte[] cmdline) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')'); // a name may have parentheses and blanks
        String name = printable(stat.substring(open + 1, close));
        String[] f = stat.substring(close + 2).strip().split(" ");
        char state = f[0].charAt(0);
        String line = printable(new String(cmdline, StandardCharsets.UTF_8).replace('\0', ' ')).strip();
        if (line.isEmpty()) {
            line = "[" + name + "]";
        }
        if (state == 'Z') {
            line = "[" + name + "] <defunct>";
        }
        return new ProcessEntry(Integer.parseInt(stat.substring(0, open).strip()), name, line, state,
                Integer.parseInt(f[1]), Integer.parseInt(f[2]), Integer.parseInt(f[3]), Integer.parseInt(f[4]),
                Integer.parseInt(f[5]), Long.parseLong(f[11]) + Long.parseLong(f[12]), Integer.parseInt(f[15]),
                Integer.parseInt(f[16]), Integer.parseInt(f[17]), Long.parseLong(f[19]), Long.parseLong(f[20]),
                number(status, "VmRSS:", 0), (int) number(status, "Uid:", 1), (int) number(status, "Gid:", 1));
    }

    /** What a process calls itself must not move the terminal of who looks at it. */
    private static String printable(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> result.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return result.toString();
    }

    private static long number(String status, String key, int column) {
        int at = status.startsWith(key) ? 0 : status.indexOf("\n" + key) + 1;
        if (at == 0 && !status.startsWith(key)) {
            return 0;
        }
        int end = status.indexOf('\n', at);
        String[] columns = status.substring(at + key.length(), end < 0 ? status.length() : end).strip().split("\\s+");
        return Long.parseLong(columns[column]);
    }
}
