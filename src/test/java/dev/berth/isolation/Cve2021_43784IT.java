package dev.berth.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.kernel.Machine;
import dev.berth.kernel.Sys;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher refuses tapes that are not right, by the rule that they break, and never crashes: in another engine the
 * length of what the launching program was told overflowed (CVE-2021-43784). The launcher runs as nobody without any
 * right, for a wrong tape that it took for right would be played.
 */
class Cve2021_43784IT {

    private static final int DATA = 32;
    private static final int POINTER = 40;
    private static final int TEXT = 48;
    private static final int OPERATIONS = 160;
    private static final int RELOCATIONS = OPERATIONS + 2 * TapeReader.OPERATION;
    private static final int SIZE = RELOCATIONS + 8;

    @TempDir
    Path directory;
    private final List<byte[]> tapes = new ArrayList<>();

    /** Whose launcher it is. */
    Machine machine() {
        return Machine.CURRENT;
    }

    /** What runs a launcher that is not this machine's. */
    Optional<Path> emulator() {
        return Optional.empty();
    }

    /** What became of a tape: the launcher's exit status, and what it reported, or nothing. */
    private record Outcome(int status, int operation, int error) {
        static final int WRONG_TAPE = -1;
    }

    @BeforeEach
    void needsRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to become nobody");
    }

    /** A tape that is right: asks for the process's id, goes on if it is 0, and ends. */
    private ByteBuffer right() {
        ByteBuffer tape = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        tape.putInt(0x45504154).putInt(3).putInt(SIZE).putInt(OPERATIONS).putInt(2).putInt(RELOCATIONS).putInt(1)
                .putInt(Tape.ERROR_FD);
        tape.putLong(POINTER, TEXT).putLong(TEXT, 0x74786574L);
        tape.putShort(OPERATIONS, (short) Sys.GETPID.number(machine())).putInt(OPERATIONS + 16, DATA);
        int second = OPERATIONS + TapeReader.OPERATION;
        // so that the last operation can be a target: if the id is 0, stop with its number; it is not
        tape.put(second + 2, (byte) 5).putInt(second + 4, TapeReader.SLOT).putLong(second + 24, DATA);
        tape.putInt(RELOCATIONS, POINTER);
        return tape;
    }

    private void tape(Consumer<ByteBuffer> change) {
        ByteBuffer tape = right();
        change.accept(tape);
        tapes.add(tape.array());
    }

    private static int first(int field) {
        return OPERATIONS + field;
    }

    /** Plays all tapes, each in a process of its own. */
    private List<Outcome> play() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path launcher = directory.resolve("launcher");
        try (InputStream in = Launcher.class.getResourceAsStream("launcher-" + machine().uname())) {
            Files.copy(in, launcher);
        }
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("r-xr-xr-x"));
        for (int i = 0; i < tapes.size(); i++) {
            Files.write(directory.resolve("tape" + i), tapes.get(i));
        }
        Path log = directory.resolve("log");
        Process shell = new ProcessBuilder("unshare", "-muinpf", "--kill-child", "setpriv", "--reuid", "65534",
                "--regid", "65534", "--clear-groups", "--bounding-set", "-all", "--inh-caps", "-all", "--no-new-privs",
                "sh", "-c", "i=0; while [ $i -lt $1 ]; do timeout 20 $2 ./launcher 3<tape$i 4>report$i; "
                        + "echo $? >status$i; i=$((i+1)); done", "sh", Integer.toString(tapes.size()),
                emulator().map(Path::toString).orElse(""))
                .directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile()).start();
        try {
            assertTrue(shell.waitFor(4, TimeUnit.MINUTES), "the launcher comes back");
        } finally {
            shell.destroyForcibly();
        }
        assertEquals(0, shell.exitValue(), () -> read(log));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < tapes.size(); i++) {
            int status = Integer.parseInt(read(directory.resolve("status" + i)).strip());
            ByteBuffer report = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("report" + i)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            outcomes.add(report.capacity() == 8 ? new Outcome(status, report.getInt(0), report.getInt(4))
                    : new Outcome(status, 0, 0));
        }
        return outcomes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** All changes break the same rule of {@code check()} in launcher.c. */
    private void refuses(int rule, List<Consumer<ByteBuffer>> changes) throws Exception {
        changes.forEach(this::tape);
        Outcome expected = new Outcome(127, Outcome.WRONG_TAPE, rule);
        List<Outcome> all = new ArrayList<>();
        changes.forEach(none -> all.add(expected));
        assertEquals(all, play());
    }

    @Test
    void playsTheTapeThatTheOthersAreMadeOf() throws Exception {
        tape(t -> { });
        Outcome outcome = play().get(0);
        assertEquals(127, outcome.status());
        assertEquals(1, outcome.operation(), "its last operation stops it");
        assertTrue(outcome.error() > 0, "with the process's id");
    }

    @Test
    void sizes() throws Exception {
        refuses(0, List.of(t -> t.putInt(8, SIZE - 8), t -> t.putInt(8, SIZE + 8), t -> t.putInt(8, 0),
                t -> t.putInt(8, 31), t -> t.putInt(8, -1), t -> t.putInt(8, (1 << 20) + 8)));
    }

    @Test
    void magic() throws Exception {
        refuses(1, List.of(t -> t.putInt(0, 0), t -> t.put(3, (byte) 0)));
    }

    @Test
    void version() throws Exception {
        refuses(2, List.of(t -> t.putInt(4, 2), t -> t.putInt(4, 4), t -> t.putInt(4, -1)));
    }

    @Test
    void alignment() throws Exception {
        refuses(3, List.of(t -> t.putInt(12, OPERATIONS + 4), t -> t.putInt(20, RELOCATIONS + 2)));
    }

    @Test
    void operationsInside() throws Exception {
        // 2^32 / 72 operations and one more: their length wraps in 32 bits
        refuses(4, List.of(t -> t.putInt(16, -1), t -> t.putInt(16, 0x38E38E4), t -> t.putInt(16, 4),
                t -> t.putInt(12, SIZE + 8), t -> t.putInt(12, -8), t -> t.putInt(12, 24), t -> t.putInt(12, 0)));
    }

    @Test
    void relocationsInside() throws Exception {
        refuses(5, List.of(t -> t.putInt(24, -1), t -> t.putInt(24, 0x40000000), t -> t.putInt(24, 3),
                t -> t.putInt(20, SIZE), t -> t.putInt(20, -4), t -> t.putInt(20, DATA)));
    }

    @Test
    void dataEndsWithZero() throws Exception {
        refuses(6, List.of(t -> t.put(OPERATIONS - 1, (byte) 'x'), t -> t.putInt(12, DATA)));
    }

    @Test
    void relocationsAfterOperations() throws Exception {
        refuses(7, List.of(t -> t.putInt(20, OPERATIONS), t -> t.putInt(20, RELOCATIONS - 4)));
    }

    @Test
    void relocatedSlotsInData() throws Exception {
        refuses(8, List.of(t -> t.putInt(RELOCATIONS, POINTER + 4), t -> t.putInt(RELOCATIONS, 0),
                t -> t.putInt(RELOCATIONS, 24), t -> t.putInt(RELOCATIONS, OPERATIONS),
                t -> t.putInt(RELOCATIONS, -8)));
    }

    @Test
    void relocatedOffsetsInData() throws Exception {
        refuses(9, List.of(t -> t.putLong(POINTER, 0), t -> t.putLong(POINTER, 31), t -> t.putLong(POINTER, OPERATIONS),
                t -> t.putLong(POINTER, 0xFFFFFFFFL), t -> t.putLong(POINTER, -1), t -> t.putLong(POINTER, 1L << 63)));
    }

    @Test
    void codesAndFlags() throws Exception {
        refuses(10, List.of(t -> t.put(first(2), (byte) 8), t -> t.put(first(2), (byte) 255),
                t -> t.put(first(3), (byte) 8), t -> t.put(first(3), (byte) 128)));
    }

    @Test
    void resultsInData() throws Exception {
        refuses(11, List.of(t -> t.putInt(first(16), DATA + 1), t -> t.putInt(first(16), 8),
                t -> t.putInt(first(16), OPERATIONS), t -> t.putInt(first(16), -8)));
    }

    @Test
    void jumpsForward() throws Exception {
        for (int code = 1; code <= 3; code++) {
            byte jump = (byte) code;
            for (int target : new int[] {0, 2, -1}) {
                tape(t -> t.put(first(2), jump).putInt(first(20), target));
            }
        }
        refuses(12, List.of(t -> t.put(first(2), (byte) 1).putInt(first(20), 0x80000000)), tapes.size());
    }

    private void refuses(int rule, List<Consumer<ByteBuffer>> further, int already) throws Exception {
        further.forEach(this::tape);
        List<Outcome> outcomes = play();
        assertEquals(already + further.size(), outcomes.size());
        outcomes.forEach(outcome -> assertEquals(new Outcome(127, Outcome.WRONG_TAPE, rule), outcome));
    }

    @Test
    void kinds() throws Exception {
        for (int argument = 0; argument < 6; argument++) {
            int shift = 4 * argument;
            tape(t -> t.putInt(first(4), 4 << shift));
            tape(t -> t.putInt(first(4), 15 << shift));
        }
        refuses(13, List.of(), tapes.size());
    }

    @Test
    void argumentsInData() throws Exception {
        for (int argument = 0; argument < 6; argument++) {
            int shift = 4 * argument;
            int at = first(24 + 8 * argument);
            for (long wrong : new long[] {0, 31, OPERATIONS, 0xFFFFFFFFL, 1L << 32 | DATA, -1, Long.MIN_VALUE}) {
                tape(t -> t.putInt(first(4), TapeReader.ADDRESS << shift).putLong(at, wrong));
            }
            tape(t -> t.putInt(first(4), TapeReader.SLOT << shift).putLong(at, OPERATIONS - 4));
            tape(t -> t.putInt(first(4), TapeReader.SLOT32 << shift).putLong(at, OPERATIONS - 2));
        }
        refuses(14, List.of(), tapes.size());
    }

    @Test
    void slotsAligned() throws Exception {
        refuses(15, List.of(t -> t.putInt(first(4), TapeReader.SLOT).putLong(first(24), DATA + 4),
                t -> t.putInt(first(4), TapeReader.SLOT32).putLong(first(24), DATA + 2)));
    }

    @Test
    void monitors() throws Exception {
        refuses(16, List.of(t -> t.put(first(2), (byte) 6).putLong(first(24), DATA),
                t -> t.put(first(2), (byte) 6).putInt(first(4), TapeReader.ADDRESS).putLong(first(24), DATA + 4),
                t -> t.put(first(2), (byte) 6).putInt(first(4), TapeReader.ADDRESS)
                        .putLong(first(24), OPERATIONS - 48)));
    }

    @Test
    void decimals() throws Exception {
        int address = TapeReader.ADDRESS << 4 | TapeReader.ADDRESS << 8;
        refuses(17, List.of(t -> t.put(first(2), (byte) 4),
                t -> t.put(first(2), (byte) 4).putInt(first(4), TapeReader.ADDRESS << 4).putLong(first(32), DATA),
                t -> t.put(first(2), (byte) 4).putInt(first(4), address).putLong(first(32), OPERATIONS - 24)
                        .putLong(first(40), TEXT)));
    }

    @Test
    void truncated() throws Exception {
        byte[] whole = Tape.encode(Specs.full().compile(), machine());
        for (int length = 0; length < whole.length; length += whole.length / 97) {
            tapes.add(Arrays.copyOf(whole, length));
        }
        List<Outcome> outcomes = play();
        for (int i = 0; i < outcomes.size(); i++) {
            // without a whole header there is no descriptor to report on
            assertEquals(tapes.get(i).length < 32 ? new Outcome(125, 0, 0)
                    : new Outcome(127, Outcome.WRONG_TAPE, 0), outcomes.get(i));
        }
    }

    /** A real plan's tape with bits turned round, but for the numbers of its calls, which no rule can judge. */
    @Test
    void randomlyWrong() throws Exception {
        // its first operation is none, so that nothing of it is ever played
        byte[] whole = Tape.encode(Specs.full().compile(), machine());
        int operations = TapeReader.of(whole).operations();
        whole[operations + 2] = (byte) 0xff;
        Random random = new Random(43784);
        for (int i = 0; i < 400; i++) {
            byte[] tape = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                // mostly where a mistake matters: the header, and what describes the operations
                int at = switch (random.nextInt(3)) {
                    case 0 -> random.nextInt(28);
                    case 1 -> operations + random.nextInt(whole.length - operations);
                    default -> random.nextInt(whole.length);
                };
                if (at != operations + 2 && (at < operations || (at - operations) % TapeReader.OPERATION > 1)) {
                    tape[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            tapes.add(tape);
        }
        List<Outcome> outcomes = play();
        for (int i = 0; i < outcomes.size(); i++) {
            int number = i;
            assertEquals(127, outcomes.get(i).status(), () -> "tape " + number);
            assertEquals(Outcome.WRONG_TAPE, outcomes.get(i).operation(), () -> "tape " + number);
        }
    }
}
