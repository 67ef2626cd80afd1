package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessListTest {

    /** Booted at 2026-11-20 00:00 UTC, up for 36 hours. */
    private static final ProcessList.Machine MACHINE = new ProcessList.Machine(
            Map.of(0, "root", 101, "systemd-resolve"), 1_795_132_800L, 36 * 3600 * 100, 1_000_000, ZoneOffset.UTC);
    private static final String STATUS = "Name:\tx\nUid:\t0\t101\t101\t101\nGid:\t0\t7\t7\t7\nVmRSS:\t    5000 kB\n";

    private static ProcessEntry process(String stat, String command) {
        return ProcessEntry.parse(stat, STATUS, command.getBytes(StandardCharsets.UTF_8));
    }

    private static final List<ProcessEntry> PROCESSES = List.of(
            process("70 (a) b (x) S 60 70 70 34816 71 4194560 1 2 3 4 5000 1000 0 0 20 0 3 0 12600000 10240000 300 1",
                    "a\0b c\0\u001b[2J\0"),
            process("71 (cat) Z 70 71 70 34816 71 4194560 1 2 3 4 0 0 0 0 30 10 1 0 100 0 0 1", ""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''      | UID PID PPID C STIME TTY TIME CMD | systemd+ 70 60 1 11:00 pts/0 00:01:00 a b c ?[2J",
        "-ef     | UID PID PPID C STIME TTY TIME CMD | systemd+ 70 60 1 11:00 pts/0 00:01:00 a b c ?[2J",
        "aux     | USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"
            + " | systemd+ 70 1.6 0.5 10000 5000 pts/0 Ssl 11:00 1:00 a b c ?[2J",
        "-aux    | USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"
            + " | systemd+ 70 1.6 0.5 10000 5000 pts/0 Ssl 11:00 1:00 a b c ?[2J",
        "ax      | PID TTY STAT TIME COMMAND | 70 pts/0 Ssl 1:00 a b c ?[2J",
        "-e      | PID TTY TIME CMD | 70 pts/0 00:01:00 a) b (x",
        "-o pid,comm | PID COMMAND | 70 a) b (x",
        "-eo pid,uid=WHO,etime | PID WHO ELAPSED | 70 101 01:00:00",
        "-o pid -o rss | PID RSS | 70 5000",
        "-opid | PID | 70",
        "o pid,gid | PID GID | 70 7",
        "--format=pid,nlwp | PID NLWP | 70 3",
    })
    void lists(String arguments, String titles, String row) throws Exception {
        Containers.Processes table = ProcessList.of(PROCESSES, arguments, MACHINE);
        assertEquals(titles, String.join(" ", table.titles()));
        assertEquals(row, String.join(" ", table.rows().get(0)));
    }

    @Test
    void showsOldOnesAndDeadOnes() throws Exception {
        assertEquals("systemd+ 71 70 0 Nov20 pts/0 00:00:00 [cat] <defunct>",
                String.join(" ", ProcessList.of(PROCESSES, "", MACHINE).rows().get(1)));
        assertEquals("ZN+", ProcessList.of(PROCESSES, "-o pid,stat", MACHINE).rows().get(1).get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "-o comm; Couldn't find PID field in ps output",
        "-o pid,foo; 'ps: unknown user-defined format specifier \"foo\"'",
        "-o; 'ps: option -o needs a list of columns'",
        "-l; 'ps: Berth lists processes itself and does not know \"-l\"; use -ef, aux, ax, -e or -o with a list of"
            + " columns'",
        "'; rm -rf /'; ",
    })
    void refuses(String arguments, String message) {
        EngineException e = assertThrows(EngineException.class,
                () -> ProcessList.of(PROCESSES, arguments, MACHINE));
        assertEquals(message == null ? e.getMessage() : message, e.getMessage());
    }

    @Test
    void readsThisProcess() throws Exception {
        int pid = (int) ProcessHandle.current().pid();
        Containers.Processes table = ProcessList.of(List.of(pid, 0x3FFFFFFF), "");
        assertEquals(1, table.rows().size(), "one that has ended is passed over");
        assertEquals(Integer.toString(pid), table.rows().get(0).get(1));
        assertTrue(table.rows().get(0).get(7).contains("java"), table.toString());
    }
}
