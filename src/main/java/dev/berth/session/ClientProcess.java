package dev.berth.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client's process, as far as job control goes. */
final class ClientProcess {

    private final Path stat;

    ClientProcess(int pid) {
        this.stat = Path.of("/proc/" + pid + "/stat");
    }

    /**
     * Whether its process group is the foreground one of its controlling terminal. Also true where that cannot be
     * known: without a controlling terminal, or in another pid namespace.
     */
    boolean isInForeground() {
        String line;
        try {
            line = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return true;
        }
        // proc_pid_stat(5); the name, second, may hold blanks and parentheses
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 7);
        String group = fields[2];
        String foreground = fields[5];
        return foreground.equals("-1") || foreground.equals("0") || foreground.equals(group);
    }
}
