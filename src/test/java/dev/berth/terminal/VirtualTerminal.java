package dev.berth.terminal;

import dev.berth.kernel.WindowSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** A terminal for tests: what is written goes to an emulator, what is typed comes from the test. */
public final class VirtualTerminal implements TerminalIo {
    private static final byte[] WAKE = new byte[0];
    private static final byte[] END = {0};

    private final LinkedBlockingDeque<byte[]> input = new LinkedBlockingDeque<>();
    private final Emulator emulator;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int writes;
    private int suspensions;
    private volatile boolean hungUp;

    public VirtualTerminal(int rows, int columns) {
        emulator = new Emulator(rows, columns, 100, new EmulatorListener() {
            @Override
            public void reply(byte[] bytes) {
                input.add(bytes);
            }
        });
    }

    public void type(String text) {
        input.add(text.getBytes(StandardCharsets.UTF_8));
    }

    public void hangUp() {
        hungUp = true;
        input.add(END);
    }

    public synchronized void resize(int rows, int columns) {
        emulator.resize(rows, columns);
        wake();
    }

    public synchronized String screen() {
        return String.join("\n", emulator.lines());
    }

    public synchronized String described() {
        return EmulatorStates.describe(emulator);
    }

    /** What a person sees: characters with their attributes, and for spaces only the attributes that show. */
    public synchronized String visible() {
        StringBuilder out = new StringBuilder();
        for (int index = 0; index < emulator.rows(); index++) {
            Row row = emulator.state().grid().row(index);
            for (int column = 0; column < row.columns(); column++) {
                int before = out.length();
                row.appendTo(out, column);
                boolean blank = out.length() > before && out.charAt(before) == ' ';
                int fore = blank ? row.fore[column] & Cell.INVERSE : row.fore[column];
                out.append('{').append(fore).append('/').append(row.back[column]).append('}');
            }
            out.append('\n');
        }
        return out.toString();
    }

    public synchronized boolean isOn(Mode mode) {
        return emulator.isOn(mode);
    }

    public synchronized int cursorRow() {
        return emulator.cursorRow();
    }

    public synchronized int cursorColumn() {
        return emulator.cursorColumn();
    }

    public synchronized int writes() {
        return writes;
    }

    public synchronized int suspensions() {
        return suspensions;
    }

    /** What has been written since the last call. */
    public synchronized String taken() {
        String text = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return text;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long timeoutMillis) throws IOException {
        try {
            byte[] next = hungUp ? END : timeoutMillis < 0 ? input.take()
                    : input.poll(timeoutMillis, TimeUnit.MILLISECONDS);
            if (next == END) {
                return HANG_UP;
            }
            if (next == null) {
                return 0;
            }
            int count = Math.min(length, next.length);
            System.arraycopy(next, 0, buffer, offset, count);
            if (count < next.length) {
                byte[] rest = new byte[next.length - count];
                System.arraycopy(next, count, rest, 0, rest.length);
                input.addFirst(rest);
            }
            return count;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** All that was ever written. */
    public synchronized String written() {
        return written.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (hungUp) {
            throw new IOException("write terminal: Input/output error");
        }
        writes++;
        written.write(bytes, offset, length);
        emulator.feed(bytes, offset, length);
    }

    @Override
    public void wake() {
        input.add(WAKE);
    }

    @Override
    public synchronized WindowSize size() {
        return new WindowSize(emulator.rows(), emulator.columns());
    }

    @Override
    public synchronized void suspend() {
        suspensions++;
    }
}
