package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LogsTest {

    @TempDir
    Path directory;
    private final Logs logs = new Logs();

    @AfterEach
    void close() {
        logs.close();
    }

    private static LogQuery query(boolean out, boolean err, boolean follow, int tail) {
        return new LogQuery(out, err, follow, Optional.empty(), Optional.empty(),
                tail < 0 ? OptionalInt.empty() : OptionalInt.of(tail));
    }

    private String read(LogQuery query) throws IOException, InterruptedException {
        try (Output output = logs.read(directory, query, () -> true)) {
            return text(output);
        }
    }

    private static String text(Output output) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Optional<LogChunk> c = output.next(); c.isPresent(); c = output.next()) {
            text.append(show(c.get()));
        }
        return text.toString();
    }

    private static String show(LogChunk chunk) {
        return switch (chunk.stream()) {
            case LOST -> "[lost]";
            case SIZE -> "[size]";
            default -> StandardCharsets.UTF_8.decode(chunk.payload()).toString();
        };
    }

    @Test
    void hasNothingWithoutSegments() throws Exception {
        assertEquals("", read(query(true, true, false, -1)));
        assertEquals("", read(query(true, true, true, 5)));
        try (Output output = logs.read(directory.resolve("missing"), query(true, true, false, 3), () -> false)) {
            assertEquals("", text(output));
        }
        assertEquals(new LogPosition(0, 0), logs.end(directory.resolve("missing")));
        assertEquals(1, Logs.lastSegment(directory));
    }

    @ParameterizedTest
    @CsvSource({"true,true,a1b2[size]3", "true,false,a13[size]", "false,true,b2[size]"})
    void selectsStreams(boolean out, boolean err, String expected) throws Exception {
        try (LogWriter w = new LogWriter(directory)) {
            w.write(1, "a1");
            w.write(2, "b2");
            w.write(1, err ? "" : "3");
            w.write(4, "xxxx");
            w.write(1, err ? "3" : "");
        }
        assertEquals(expected, read(query(out, err, false, -1)));
    }

    /** Chunks are separated by a bar; {@code !} is standard error, {@code /} begins a segment, {@code $} a newline. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "a$b$c$;                    0; ''",
        "a$b$c$;                    1; c$",
        "a$b$c$;                    2; b$c$",
        "a$b$c$;                    3; a$b$c$",
        "a$b$c$;                    9; a$b$c$",
        "a$b$c;                     1; c",
        "a$b$c;                     2; b$c",
        "a$|b|b|b$|c;               2; bbb$c",
        "a$b|b|/b$|c;               2; bbb$c",
        "a$|/|/b$;                  1; b$",
        "a$|/|/b$;                  2; a$b$",
        "$$$$;                      2; $$",
        "a$|!x$|b$;                 2; !x$b$",
        "a$|!x$|b$;                 1; b$",
        "abc|!x$|def$;              1; abcdef$",
        "abc|!x$|def$;              2; abc!x$def$",
        "z$abc|!w$x|!y$|def$;       1; abcdef$",
        "z$abc|!w$x|!y$|def$;       2; abc!x!y$def$",
        "prompt|!1$|!2$|!3$;        2; !2$!3$",
        "prompt|!1$|!2$|!3$;        4; prompt!1$!2$!3$",
        "no newline at all;         1; no newline at all",
    })
    void findsTheLastLines(String script, int tail, String expected) throws Exception {
        try (LogWriter w = new LogWriter(directory)) {
            for (String chunk : script.split("\\|")) {
                String payload = chunk;
                if (payload.startsWith("/")) {
                    w.rotate();
                    payload = payload.substring(1);
                }
                boolean error = payload.startsWith("!");
                w.write(error ? 2 : 1, (error ? payload.substring(1) : payload).replace('$', '\n'));
            }
        }
        StringBuilder text = new StringBuilder();
        try (Output output = logs.read(directory, query(true, true, false, tail), () -> true)) {
            for (Optional<LogChunk> c = output.next(); c.isPresent(); c = output.next()) {
                text.append(c.get().stream() == LogChunk.Stream.STDERR ? "!" : "").append(show(c.get()));
            }
        }
        assertEquals(expected, text.toString().replace('\n', '$'));
    }

    @Test
    void countsOnlyTheStreamsThatWereAskedFor() throws Exception {
        try (LogWriter w = new LogWriter(directory)) {
            w.write(1, "1\n2\n3\n");
            w.write(2, "x\ny\n");
        }
        assertEquals("2\n3\n", read(query(true, false, false, 2)));
    }

    @Test
    void findsTheLastLinesInLargeLogs() throws Exception {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        try (LogWriter w = new LogWriter(directory, 3 << 20, 100)) {
            StringBuilder chunk = new StringBuilder();
            for (int i = 0; i < 100_000; i++) {
                String line = i + " " + "x".repeat(random.nextInt(200)) + "\n";
                lines.add(line);
                chunk.append(line);
                if (chunk.length() > random.nextInt(60_000)) {
                    w.write(1, chunk.toString());
                    chunk.setLength(0);
                }
            }
            w.write(1, chunk.toString());
        }
        for (int tail : new int[] {1, 2, 999, 50_000, 99_999, 100_000, 200_000}) {
            String expected = String.join("", lines.subList(Math.max(0, lines.size() - tail), lines.size()));
            assertTrue(expected.equals(read(query(true, true, false, tail))), "tail " + tail);
        }
        assertTrue(String.join("", lines).equals(read(query(true, true, false, -1))), "all");
    }

    @Test
    void narrowsByTime() throws Exception {
        try (LogWriter w = new LogWriter(directory)) {
            for (int i = 1; i <= 9; i++) {
                w.at(i * 1_000_000_000L);
                w.write(1, i + "\n");
                if (i % 3 == 0) {
                    w.rotate();
                }
            }
        }
        LogQuery part = new LogQuery(true, true, false, Optional.of(Instant.ofEpochSecond(5)),
                Optional.of(Instant.ofEpochSecond(7)), OptionalInt.empty());
        assertEquals("5\n6\n7\n", read(part));
        LogQuery last = new LogQuery(true, true, false, Optional.of(Instant.ofEpochSecond(8)), Optional.empty(),
                OptionalInt.of(4));
        assertEquals("8\n9\n", read(last));
        LogQuery over = new LogQuery(true, true, true, Optional.of(Instant.MIN), Optional.of(Instant.ofEpochSecond(2)),
                OptionalInt.empty());
        try (Output output = logs.read(directory, over, () -> false)) {
            assertEquals("1\n2\n", text(output), "a followed log ends when its time is over");
        }
    }

    @Test
    void stepsOverWhatACrashTore() throws Exception {
        ByteBuffer torn = LogWriter.chunk(1, 1, "torn".repeat(1000).getBytes(StandardCharsets.UTF_8));
        try (LogWriter w = new LogWriter(directory)) {
            w.write(1, "1\n");
            w.raw(torn.duplicate().limit(torn.limit() / 2));
            w.write(1, "2\n");
            w.raw(ByteBuffer.allocate(300_000));
            w.write(1, "3\n");
            w.raw(torn.duplicate().limit(7));
            w.rotate();
            w.write(1, "4\n");
            w.raw(torn.duplicate().limit(100));
        }
        assertEquals("1\n2\n3\n4\n", read(query(true, true, false, -1)));
        assertEquals("2\n3\n4\n", read(query(true, true, false, 3)));
        assertEquals("1\n2\n3\n4\n", read(query(true, true, true, -1)));
        assertEquals(new LogPosition(2, 22), logs.end(directory));
    }

    @Test
    void followsFromAPlaceUntilTheEnd() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (LogWriter w = new LogWriter(directory)) {
            w.write(1, "before\n");
            LogPosition now = logs.end(directory);
            try (Output output = logs.follow(directory, now, ended::get)) {
                CompletableFuture<String> text = inBackground(output);
                w.write(1, "one\n");
                w.rotate();
                w.write(2, "two\n");
                ByteBuffer half = LogWriter.chunk(5, 1, "three\n".getBytes(StandardCharsets.UTF_8));
                w.raw(half.duplicate().limit(18));
                w.raw(half.duplicate().position(18));
                w.rotate();
                w.write(1, "four\n");
                ended.set(true);
                logs.ended(directory);
                assertEquals("one\ntwo\nthree\nfour\n", text.get(30, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void continuesWhereAChunkEnded() throws Exception {
        try (LogWriter w = new LogWriter(directory)) {
            w.write(1, "1");
            w.rotate();
            w.write(1, "2");
            w.write(1, "3");
        }
        List<LogPosition> ends = new ArrayList<>();
        try (Output output = logs.read(directory, query(true, true, false, -1), () -> true)) {
            for (Optional<LogChunk> c = output.next(); c.isPresent(); c = output.next()) {
                ends.add(c.get().end());
            }
        }
        String[] rest = {"23", "3", ""};
        for (int i = 0; i < 3; i++) {
            try (Output output = logs.follow(directory, ends.get(i), () -> true)) {
                assertEquals(rest[i], text(output));
            }
        }
    }

    @Test
    void seesNothingOfAChunkThatWasTakenBack() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (LogWriter w = new LogWriter(directory);
                Output output = logs.follow(directory, new LogPosition(0, 0), ended::get)) {
            CompletableFuture<String> text = inBackground(output);
            ByteBuffer half = LogWriter.chunk(5, 1, "never\n".repeat(100).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) {
                w.raw(half.duplicate().limit(300));
                w.truncate(300);
                w.write(1, "x");
            }
            ended.set(true);
            logs.ended(directory);
            assertEquals("x".repeat(200), text.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void losesNothingToRotation() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        StringBuilder expected = new StringBuilder();
        try (LogWriter w = new LogWriter(directory, Long.MAX_VALUE, 2);
                Output output = logs.follow(directory, new LogPosition(0, 0), ended::get)) {
            w.write(1, "0\n");
            assertEquals("0\n", show(output.next().orElseThrow()));
            // The reader is away; the watching thread opens what the writer removes.
            for (int i = 1; i <= 100; i++) {
                String line = i + "\n";
                expected.append(line);
                w.write(1, line);
                w.rotate();
                // a segment of megabytes takes the monitor far longer than the watching thread needs
                while (descriptorsOf(directory.resolve("" + (i + 1))) < 2) {
                    Thread.sleep(1);
                }
            }
            assertEquals(2, Files.list(directory).count());
            ended.set(true);
            logs.ended(directory);
            assertTrue(expected.toString().equals(text(output)));
        }
        for (int i = 1; i <= 101; i++) {
            assertEquals(0, descriptorsOf(directory.resolve("" + i)), "segment " + i + " is closed again");
        }
    }

    private static int descriptorsOf(Path file) throws IOException {
        int count = 0;
        String[] numbers = Path.of("/proc/self/fd").toFile().list();
        for (String number : numbers) {
            try {
                Path target = Files.readSymbolicLink(Path.of("/proc/self/fd", number));
                count += target.toString().replace(" (deleted)", "").equals(file.toString()) ? 1 : 0;
            } catch (NoSuchFileException e) {
                continue; // closed in the meantime
            }
        }
        return count;
    }

    @Test
    void saysThatSegmentsAreMissing() throws Exception {
        try (LogWriter w = new LogWriter(directory)) {
            w.write(1, "1");
            w.rotate();
            w.rotate();
            w.write(1, "3");
        }
        Files.delete(directory.resolve("2"));
        assertEquals("1[lost]3", read(query(true, true, false, -1)));
    }

    @Test
    void closingEndsAWaitingReader() throws Exception {
        new LogWriter(directory).close();
        Output output = logs.follow(directory, new LogPosition(0, 0), () -> false);
        CompletableFuture<String> text = inBackground(output);
        output.close();
        ExecutionException e = assertThrows(ExecutionException.class, () -> text.get(30, TimeUnit.SECONDS));
        assertTrue(e.getCause() instanceof InterruptedException, e.toString());
    }

    @Test
    void closingTheEngineEndsThem() throws Exception {
        new LogWriter(directory).close();
        Output output = logs.follow(directory, new LogPosition(0, 0), () -> false);
        CompletableFuture<String> text = inBackground(output);
        logs.close();
        assertEquals("", text.get(30, TimeUnit.SECONDS));
    }

    @Test
    void wakesOnlyWhoFollowsThatLog() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Path other = Files.createDirectory(directory.resolve("other"));
        Path one = Files.createDirectory(directory.resolve("one"));
        try (LogWriter w1 = new LogWriter(one); LogWriter w2 = new LogWriter(other);
                Output o1 = logs.follow(one, new LogPosition(0, 0), ended::get);
                Output o2 = logs.follow(one, new LogPosition(0, 0), ended::get);
                Output o3 = logs.follow(other, new LogPosition(0, 0), ended::get)) {
            List<CompletableFuture<String>> texts = List.of(inBackground(o1), inBackground(o2), inBackground(o3));
            for (int i = 0; i < 100; i++) {
                w1.write(1, "a");
                w2.write(1, "b");
            }
            ended.set(true);
            logs.ended(one);
            logs.ended(other);
            assertEquals("a".repeat(100), texts.get(0).get(30, TimeUnit.SECONDS));
            assertEquals("a".repeat(100), texts.get(1).get(30, TimeUnit.SECONDS));
            assertEquals("b".repeat(100), texts.get(2).get(30, TimeUnit.SECONDS));
        }
    }

    private static CompletableFuture<String> inBackground(Output output) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(text(output));
            } catch (IOException | InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
