package dev.berth.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists processes from the host's {@code /proc}. */
final class ProcessList {

    private ProcessList() {
    }

    static Containers.Processes of(List<Integer> pids, String arguments) {
        List<List<String>> rows = new ArrayList<>();
        for (int pid : pids) {
            try {
                String command = Files.readString(Path.of("/proc", Integer.toString(pid), "cmdline"))
                        .replace('\0', ' ').strip();
                rows.add(List.of(Integer.toString(pid), command));
            } catch (IOException e) {
                continue; // it has just ended
            }
        }
        return new Containers.Processes(List.of("PID", "CMD"), rows);
    }
}
