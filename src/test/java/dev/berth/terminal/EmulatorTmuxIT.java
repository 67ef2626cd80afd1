package dev.berth.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.TmuxServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compares the emulator, and a painted snapshot, with what tmux makes of the same output. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class EmulatorTmuxIT {
    private static final int ROWS = 12;
    private static final int COLUMNS = 40;
    /**
     * What tmux 3.3 and xterm agree on: when tmux inserts and deletes lines it leaves the cursor's column alone, and
     * does so also outside of the scroll region.
     */
    private static final String[] PIECES = {"hello", "漢字", "e\u0301", "\r\n", "\r", "\b", "\t", "\n", "\u001b[A",
        "\u001b[3B", "\u001b[5C", "\u001b[2D", "\u001b[2E", "\u001b[F", "\u001b[10G", "\u001b[3d", "\u001b[2@",
        "\u001b[3P", "\u001b[4X",
        "\u001b[5;5H\u001b[2L\r", "\u001b[4;1H\u001b[M\r", "\u001b[S", "\u001b[2T", "\u001bM", "\u001bD", "\u001bE",
        "\u001b[1K", "\u001b[1J",
        "\u001b[3;9r", "\u001b[r", "\u001b7", "\u001b8", "\u001b(0lqk\u001b(B", "\u001b[31m", "\u001b[1;4m",
        "\u001b[38;2;1;2;3m", "\u001b[48;5;200m", "\u001b[92m", "\u001b[7;3m", "\u001b[0m", "\u001b[?6h", "\u001b[?6l",
        "\u001b[4h", "\u001b[4l", "\u001b[?1049h", "\u001b[?1049l", "\u001b[38:2::9:8:7m", "\u001b[4:3m", "\u001b[9m"};

    @TempDir
    private Path directory;
    private TmuxServer tmux;

    @BeforeEach
    void requireTmux() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tmux")), "tmux is not installed");
        tmux = new TmuxServer(directory.resolve("tmux"));
        // Keeps the server while the sessions of the test come and go.
        tmux.run("-f", "/dev/null", "new-session", "-d", "-s", "keeper", "sleep 3600");
    }

    @AfterEach
    void endTmux() throws Exception {
        if (tmux != null && Files.exists(tmux.socket())) {
            tmux.run("kill-server");
        }
    }

    @Test
    void showsWhatTmuxShows() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            // DECSC and mode 1049 save the cursor in one place in xterm and in two in tmux.
            String without = seed % 2 == 0 ? "\u001b[?1049" : "\u001b7\u001b8";
            String stream = stream(new Random(seed), without);
            Emulator emulator = new Emulator(ROWS, COLUMNS, 0);
            emulator.feed(stream);
            String shown = inTmux(stream.getBytes(StandardCharsets.UTF_8));
            String message = "seed " + seed + ": " + stream.replace("\u001b", "ESC ");
            assertEquals(shown, cells(emulator), message);
            assertEquals(shown, inTmux(SnapshotPainter.paint(emulator)), "snapshot of " + message);
        }
    }

    private static String stream(Random random, String without) {
        StringBuilder out = new StringBuilder("\u001b[H");
        for (int i = 0; i < 60; i++) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            boolean leaves = piece.equals("\u001b[?1049l");
            // xterm restores the cursor also when the alternate screen was not shown.
            boolean alternate = out.lastIndexOf("\u001b[?1049h") > out.lastIndexOf("\u001b[?1049l");
            if (!piece.startsWith(without) && !without.contains(piece) && (!leaves || alternate)) {
                out.append(piece);
            }
            if (random.nextInt(3) == 0) {
                // Also ends a pending wrap, in which terminals differ about what erasing erases.
                out.append("\u001b[").append(1 + random.nextInt(ROWS)).append(';')
                        .append(1 + random.nextInt(COLUMNS - 10))
                        .append('H');
            }
        }
        return out.toString();
    }

    /** The characters of the screen, those that are no spaces with their attributes. */
    private static String cells(Emulator emulator) {
        StringBuilder out = new StringBuilder();
        for (int index = 0; index < ROWS; index++) {
            Row row = emulator.state().grid().row(index);
            for (int column = 0; column < COLUMNS; column++) {
                int before = out.length();
                row.appendTo(out, column);
                if (out.length() > before && out.charAt(before) != ' ') {
                    out.append('{').append(Integer.toHexString(row.fore[column])).append('/')
                            .append(Integer.toHexString(row.back[column])).append('}');
                }
            }
            out.append('\n');
        }
        return out.toString();
    }

    /**
     * The screen of a pane after a program has written these bytes. It then asks the terminal how it is (DSR): the
     * answer comes when tmux has read all that was before the question.
     */
    private String inTmux(byte[] bytes) throws Exception {
        Path output = Files.write(directory.resolve("output"), bytes);
        tmux.run("new-session", "-d", "-s", "shown", "-x", "" + COLUMNS, "-y", "" + ROWS,
                "stty raw -echo; cat '" + output + "'; printf '\\033[5n'; head -c 4 > /dev/null; tmux -S '"
                        + tmux.socket() + "' wait-for -S shown; sleep 600");
        try {
            tmux.run("wait-for", "shown");
            String text = tmux.run("capture-pane", "-p", "-e", "-t", "shown");
            Emulator captured = new Emulator(ROWS, COLUMNS, 0);
            captured.feed("\u001b)0" + text.stripTrailing().replace("\n", "\r\n"));
            return cells(captured);
        } finally {
            tmux.run("kill-session", "-t", "shown");
        }
    }
}
