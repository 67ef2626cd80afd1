package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.LogChunk;
import dev.berth.engine.LogPosition;
import dev.berth.engine.Output;
import dev.berth.terminal.Emulator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a viewer's terminal shows after it was given a replay. */
class ScreenReplayTest {

    private final Deque<LogChunk> chunks = new ArrayDeque<>();
    private LogPosition end = new LogPosition(1, 0);

    private void wrote(String text) {
        add(LogChunk.Stream.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void resized(int rows, int columns) {
        add(LogChunk.Stream.SIZE, new byte[] {(byte) rows, 0, (byte) columns, 0});
    }

    private void add(LogChunk.Stream stream, byte[] bytes) {
        end = new LogPosition(end.segment(), end.offset() + bytes.length + 20);
        chunks.add(new LogChunk(0, stream, ByteBuffer.wrap(bytes), end));
    }

    private Emulator viewer(int rows, int columns) throws Exception {
        Output output = new Output() {
            @Override
            public Optional<LogChunk> next() {
                return Optional.of(chunks.remove());
            }

            @Override
            public void close() {
                chunks.clear();
            }
        };
        Emulator viewer = new Emulator(rows, columns, 100);
        viewer.feed("user's own $ berth attach");
        viewer.feed(new ScreenReplay(end, rows, columns).paint(output));
        return viewer;
    }

    @Test
    void showsAShellsLinesAndWhereItsCursorIs() throws Exception {
        resized(5, 40);
        wrote("one\r\ntwo\r\n\u001b[31mthree\u001b[m\r\n$ ls");
        Emulator viewer = viewer(5, 40);
        assertEquals("one\ntwo\nthree\n$ ls", String.join("\n", viewer.lines()).strip());
        assertEquals(3, viewer.cursorRow());
        assertEquals(4, viewer.cursorColumn());
        assertEquals("user's own $ berth attach", viewer.scrollbackLine(0));
    }

    @Test
    void aFullScreenProgramIsOnItsOwnScreen() throws Exception {
        resized(5, 40);
        wrote("$ vim\r\n\u001b[?1049h\u001b[H~ text\u001b[?25l\u001b[6n\u001b[c");
        Emulator viewer = viewer(5, 40);
        assertTrue(viewer.isAlternateScreen());
        assertEquals("~ text", viewer.line(0));
        viewer.feed("\u001b[?1049l");
        assertEquals("$ vim", viewer.line(0));
    }

    @Test
    void asksTheViewersTerminalNothing() throws Exception {
        wrote("\u001b[6n\u001b[c\u001b]10;?\u0007x");
        Output output = new Output() {
            @Override
            public Optional<LogChunk> next() {
                return Optional.of(chunks.remove());
            }

            @Override
            public void close() {
                chunks.clear();
            }
        };
        String painted = new String(new ScreenReplay(end, 5, 40).paint(output), StandardCharsets.UTF_8);
        assertFalse(painted.contains("\u001b[6n") || painted.contains("\u001b[c") || painted.contains("?\u0007"));
    }

    @Test
    void wrapsAsTheTerminalDidAtItsSizesInThePast() throws Exception {
        resized(5, 10);
        wrote("0123456789ab\r\n");
        resized(5, 40);
        wrote("0123456789ab");
        Emulator viewer = viewer(5, 40);
        assertEquals("0123456789\nab\n0123456789ab", String.join("\n", viewer.lines()).strip());
    }

    @Test
    void whatComesAfterTheEndIsLeftForLater() throws Exception {
        wrote("before");
        LogPosition at = end;
        wrote("after");
        end = at;
        assertEquals("before", viewer(5, 40).line(0));
        assertEquals(1, chunks.size());
    }

    @Test
    void readsNoMoreThanItNeeds() {
        assertEquals(new LogPosition(2, 0), new ScreenReplay(new LogPosition(3, 100), 5, 5).from());
        assertEquals(new LogPosition(3, 0), new ScreenReplay(new LogPosition(3, 9 << 20), 5, 5).from());
        assertEquals(new LogPosition(0, 0), new ScreenReplay(new LogPosition(0, 0), 5, 5).from());
    }
}
