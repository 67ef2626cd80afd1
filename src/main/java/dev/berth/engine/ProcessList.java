package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists processes as {@code ps} on the host would. It only reads the host's {@code /proc}, and never runs a program:
 * one from an image would run in the host's context (CVE-2022-1227).
 */
final class ProcessList {

    private static final List<ProcessColumn> FULL = List.of(ProcessColumn.UID, ProcessColumn.PID, ProcessColumn.PPID,
            ProcessColumn.C, ProcessColumn.STIME, ProcessColumn.TTY, ProcessColumn.TIME, ProcessColumn.CMD);
    private static final List<ProcessColumn> USER = List.of(ProcessColumn.USER, ProcessColumn.PID, ProcessColumn.CPU,
            ProcessColumn.MEMORY, ProcessColumn.VSZ, ProcessColumn.RSS, ProcessColumn.TTY, ProcessColumn.STAT,
            ProcessColumn.START, ProcessColumn.MINUTES, ProcessColumn.COMMAND);
    private static final List<ProcessColumn> BSD = List.of(ProcessColumn.PID, ProcessColumn.TTY, ProcessColumn.STAT,
            ProcessColumn.MINUTES, ProcessColumn.COMMAND);
    private static final List<ProcessColumn> PLAIN = List.of(ProcessColumn.PID, ProcessColumn.TTY, ProcessColumn.TIME,
            ProcessColumn.NAME);

    private record Titled(String title, ProcessColumn column) {
    }

    private ProcessList() {
    }

    /**
     * What the columns need to know of the machine.
     *
     * @param users names by user id
     * @param bootSeconds when it started, in seconds since 1970
     * @param upTicks how long ago that is, in hundredths of a second
     * @param memoryKib how much memory it has
     * @param zone its time zone
     */
    record Machine(Map<Integer, String> users, long bootSeconds, long upTicks, long memoryKib, ZoneId zone) {

        /** {@code ps} has eight columns for names. */
        private static final int NAME = 8;

        /** A user's name, cut as {@code ps} does, or its number. */
        String user(int uid) {
            String name = users.getOrDefault(uid, Integer.toString(uid));
            return name.length() > NAME ? name.substring(0, NAME - 1) + "+" : name;
        }

        long elapsedSeconds(ProcessEntry p) {
            return Math.max(0, upTicks - p.startTicks()) / ProcessEntry.HERTZ;
        }

        /** Processor time over running time, in thousandths. */
        long permille(ProcessEntry p) {
            return 1000 * p.ticks() / Math.max(1, upTicks - p.startTicks());
        }

        long memoryPermille(ProcessEntry p) {
            return 1000 * p.residentKib() / Math.max(1, memoryKib);
        }

        LocalDateTime started(ProcessEntry p) {
            return LocalDateTime.ofInstant(Instant.ofEpochSecond(bootSeconds + p.startTicks() / ProcessEntry.HERTZ),
                    zone);
        }

        LocalDateTime now() {
            return LocalDateTime.ofInstant(Instant.ofEpochSecond(bootSeconds + upTicks / ProcessEntry.HERTZ), zone);
        }
    }

    /**
     * Lists processes.
     *
     * @param pids their ids as the host sees them
     * @param arguments arguments of {@code ps}; empty means {@code -ef}
     * @throws EngineException if the arguments are none that Berth knows
     */
    static Containers.Processes of(List<Integer> pids, String arguments) throws EngineException {
        Path proc = Path.of("/proc");
        List<Titled> columns = columns(arguments);
        List<ProcessEntry> entries = new ArrayList<>();
        pids.stream().sorted().forEach(pid -> ProcessEntry.read(proc, pid).ifPresent(entries::add));
        try {
            return table(columns, entries, machine(proc));
        } catch (IOException e) {
            throw new EngineException(Kind.SYSTEM, "cannot list processes: " + e.getMessage(), e);
        }
    }

    /** The table of processes; separate for tests. */
    static Containers.Processes of(List<ProcessEntry> entries, String arguments, Machine machine)
            throws EngineException {
        return table(columns(arguments), entries, machine);
    }

    private static Containers.Processes table(List<Titled> columns, List<ProcessEntry> entries, Machine machine) {
        List<List<String>> rows = new ArrayList<>();
        for (ProcessEntry entry : entries) {
            rows.add(columns.stream().map(column -> column.column().of(entry, machine)).toList());
        }
        return new Containers.Processes(columns.stream().map(Titled::title).toList(), rows);
    }

    private static List<Titled> columns(String arguments) throws EngineException {
        List<Titled> asked = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        boolean dash = arguments.isBlank() || arguments.strip().startsWith("-");
        String[] words = (arguments.isBlank() ? "-ef" : arguments.strip()).split("\\s+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            int o = word.startsWith("--format") ? 0 : word.indexOf('o');
            if (o < 0) {
                letters.append(word.startsWith("-") ? word.substring(1) : word);
                continue;
            }
            String list;
            if (word.startsWith("--format=")) {
                list = word.substring(9);
            } else {
                letters.append(word, word.startsWith("-") ? 1 : 0, Math.max(o, word.startsWith("-") ? 1 : 0));
                list = o == 0 && word.startsWith("--") ? "" : word.substring(o + 1);
            }
            if (list.isEmpty()) {
                if (++i == words.length) {
                    throw new EngineException(Kind.BAD_PARAMETER, "ps: option -o needs a list of columns");
                }
                list = words[i];
            }
            format(list, asked);
        }
        return asked.isEmpty() ? standard(letters.toString(), dash, arguments) : withPid(asked);
    }

    private static void format(String list, List<Titled> into) throws EngineException {
        for (String item : list.split(",")) {
            int equals = item.indexOf('=');
            String name = equals < 0 ? item : item.substring(0, equals);
            Optional<ProcessColumn> column = ProcessColumn.named(name);
            if (column.isEmpty()) {
                throw new EngineException(Kind.BAD_PARAMETER, "ps: unknown user-defined format specifier \"" + name
                        + "\"");
            }
            into.add(new Titled(equals < 0 ? column.get().title() : item.substring(equals + 1), column.get()));
        }
    }

    /** Docker finds the container's processes by this column and refuses to go without. */
    private static List<Titled> withPid(List<Titled> columns) throws EngineException {
        if (columns.stream().noneMatch(column -> column.title().equals("PID"))) {
            throw new EngineException(Kind.BAD_PARAMETER, "Couldn't find PID field in ps output");
        }
        return columns;
    }

    private static List<Titled> standard(String letters, boolean dash, String arguments) throws EngineException {
        for (char c : letters.toCharArray()) {
            // which processes, and how wide: all of the container's, and as wide as they are
            if ("eAaxwfuH".indexOf(c) < 0) {
                throw new EngineException(Kind.BAD_PARAMETER, "ps: Berth lists processes itself and does not know \""
                        + arguments + "\"; use -ef, aux, ax, -e or -o with a list of columns");
            }
        }
        List<ProcessColumn> columns;
        if (letters.indexOf('u') >= 0) {
            columns = USER;
        } else if (dash) {
            columns = letters.indexOf('f') >= 0 ? FULL : PLAIN;
        } else {
            columns = BSD;
        }
        return columns.stream().map(c -> new Titled(c == ProcessColumn.NAME ? "CMD" : c.title(), c)).toList();
    }

    private static Machine machine(Path proc) throws IOException {
        long boot = 0;
        for (String line : Files.readAllLines(proc.resolve("stat"))) {
            if (line.startsWith("btime ")) {
                boot = Long.parseLong(line.substring(6).strip());
            }
        }
        String up = Files.readString(proc.resolve("uptime"));
        long upTicks = (long) (Double.parseDouble(up.substring(0, up.indexOf(' '))) * ProcessEntry.HERTZ);
        String memory = Files.readString(proc.resolve("meminfo")).lines().findFirst().orElse("MemTotal: 0 kB");
        return new Machine(users(), boot, upTicks, Long.parseLong(memory.split("\\s+")[1]), ZoneId.systemDefault());
    }

    private static Map<Integer, String> users() throws IOException {
        Map<Integer, String> users = new HashMap<>();
        Path passwd = Path.of("/etc/passwd");
        if (Files.exists(passwd)) {
            for (String line : Files.readString(passwd).split("\n")) {
                String[] fields = line.split(":");
                if (fields.length > 3 && fields[2].length() < 10 && fields[2].chars().allMatch(Character::isDigit)
                        && !fields[2].isEmpty()) {
                    users.putIfAbsent(Integer.parseInt(fields[2]), fields[0]);
                }
            }
        }
        return users;
    }
}
