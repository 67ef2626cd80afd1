package dev.berth.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.docker.ImageHistory;
import dev.berth.docker.ImageLayer;
import dev.berth.terminal.CharacterWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresentationTest {
    private static String text(List<TextCell> cells) {
        return cells.stream().map(TextCell::text).collect(Collectors.joining("|"));
    }

    @Test
    void aContainerAsCells() {
        ContainerItem item = new ContainerItem("abc", "web", "nginx:1.27", "nginx -g", "running",
                "Up 2 hours (healthy)", "8080→80", OptionalLong.of(256 << 20), Optional.of("edge"), Instant.EPOCH);
        assertEquals("web|nginx:1.27|● healthy||||Up 2 hours|8080→80|nginx -g",
                text(ContainerTable.cells(item, Optional.empty())));
        Usage usage = new Usage("abc", 103.26, 250 << 20, OptionalLong.of(256 << 20), 12);
        List<TextCell> cells = ContainerTable.cells(item, Optional.of(usage));
        assertEquals("web|nginx:1.27|● healthy|103.3%|250MiB / 256MiB|12|Up 2 hours|8080→80|nginx -g", text(cells));
        assertEquals(Role.ATTENTION, cells.get(3).role());
        assertEquals(Role.BAD, cells.get(4).role());
    }

    @Test
    void anImageAndAProfileAsCells() {
        Instant now = Instant.ofEpochSecond(2_000_000_000);
        ImageItem image = new ImageItem("sha256:0123456789abcdef", "debian:bookworm", 116_500_000,
                now.minusSeconds(3 * 86_400), 1);
        assertEquals("debian:bookworm|0123456789ab|3 days ago|117MB|1 container", text(ImageTable.cells(image, now)));
        ImageItem bare = new ImageItem("sha256:0123456789abcdef", "", 999, Instant.EPOCH, -1);
        assertEquals("<none>|0123456789ab||999B|", text(ImageTable.cells(bare, now)));
        assertEquals("dev|debian|x.toml:1: bad|x.toml",
                text(ProfileTable.cells(
                        new ProfileItem("dev", "d", "debian", "x.toml", Optional.of("x.toml:1: bad")))));
    }

    @ParameterizedTest
    @CsvSource({"0,0B", "1023,1023B", "1024,1KiB", "1536,1.5KiB", "104857600,100MiB", "1073741824,1GiB",
        "1181116006,1.1GiB"})
    void memorySizes(long bytes, String text) {
        assertEquals(text, Amount.binary(bytes));
    }

    @ParameterizedTest
    @CsvSource({"0,just now", "59,just now", "60,1 minute ago", "599,9 minutes ago", "1199,10 minutes ago",
        "7200,2 hours ago", "172800,2 days ago", "1209600,2 weeks ago", "5184000,2 months ago",
        "63072000,2 years ago", "-5,just now"})
    void ages(long seconds, String text) {
        Instant now = Instant.ofEpochSecond(2_000_000_000);
        assertEquals(text, Age.ago(now.minusSeconds(seconds), now));
    }

    @ParameterizedTest
    @CsvSource({"Up Less than a second,Up < 1 minute", "Up 1 second,Up < 1 minute",
        "Up 23 seconds (healthy),Up < 1 minute (healthy)", "Up About a minute (Paused),Up 1 minute (Paused)",
        "Up 9 minutes,Up 9 minutes", "Up 34 minutes,Up 30 minutes", "Up About an hour,Up About an hour",
        "Exited (0) 17 seconds ago,Exited (0) < 1 minute ago", "Exited (1) 59 minutes ago,"
        + "Exited (1) 50 minutes ago", "Created,Created", "Up 2 hours,Up 2 hours", "'',''", "a seconds,a seconds"})
    void statusInCoarseUnits(String engine, String shown) {
        assertEquals(shown, Age.coarse(engine));
    }

    @Test
    void memoryThatMovesByLessThanItIsExactStays() {
        Usage shown = new Usage("abc", 0, 160 << 10, OptionalLong.empty(), 1);
        Usage little = new Usage("abc", 0, 172 << 10, OptionalLong.empty(), 1);
        Usage much = new Usage("abc", 0, 500 << 10, OptionalLong.empty(), 1);
        assertEquals(shown, little.steadied(Optional.of(shown)));
        assertEquals(much, much.steadied(Optional.of(shown)));
        assertEquals(little, little.steadied(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"hello,5,hello", "hello,4,hel…", "漢字漢字,5,漢字…", "漢字漢字,6,漢字…", "hello,0,''", "hello,1,…"})
    void cutsText(String text, int width, String cut) {
        assertEquals(cut, Fit.cut(text, width));
    }

    @Test
    void columnsGoByImportanceAndGrowToWhatTheyNeed() {
        List<Column> columns = List.of(new Column("A", 4, 20, false, 3), new Column("B", 4, 8, true, 1),
                new Column("C", 4, 4, false, 2));
        List<List<TextCell>> rows = List.of(List.of(TextCell.of("a longer name"), TextCell.of("b"), TextCell.of("c")));
        assertArrayEquals(new int[] {13, 4, 4}, TableLayout.widths(columns, rows, 80));
        assertArrayEquals(new int[] {6, 4, 4}, TableLayout.widths(columns, rows, 18));
        assertArrayEquals(new int[] {6, 0, 4}, TableLayout.widths(columns, rows, 12));
        assertArrayEquals(new int[] {5, 0, 0}, TableLayout.widths(columns, rows, 5));
        assertArrayEquals(new int[] {0, 0, 0}, TableLayout.widths(columns, rows, 3));
    }

    @Test
    void bars() {
        assertArrayEquals(new String[] {"  ▄█", "▁███"}, Sparkline.rows(new double[] {1, 50, 75, 100}, 100, 2, 4));
        assertArrayEquals(new String[] {"  █"}, Sparkline.rows(new double[] {0, 100}, 100, 1, 3));
        assertArrayEquals(new String[] {"▄█"}, Sparkline.rows(new double[] {9, 50, 100}, 100, 1, 2));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void noKeyMeansTwoThingsInAScope(Scope scope) {
        Set<String> keys = new HashSet<>();
        for (Binding binding : KeyTable.bindings()) {
            if (binding.scope() == scope) {
                binding.keys().forEach(key -> assertTrue(keys.add(key), key));
            }
        }
    }

    @Test
    void aListOfAHundredThousandItemsShowsTheSelectedOne() {
        ListState<Integer> list = new ListState<>(String::valueOf, String::valueOf);
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            items.add(i);
        }
        list.items(items);
        list.move(50_000);
        int first = list.first(20);
        assertTrue(first <= 49_998 && first + 20 > 50_002);
        list.filter("9999");
        assertEquals(19, list.items().size());
        list.filter("");
        list.move(1_000_000);
        assertEquals(99_980, list.first(20));
        assertEquals(Optional.of(99_999), list.selected());
        list.items(List.of());
        assertEquals(Optional.empty(), list.selected());
        assertEquals(0, list.first(20));
    }

    @Test
    void everyShippedBarIsOneCellWide() {
        for (String row : Sparkline.rows(new double[] {1, 20, 30, 40, 50, 60, 70, 80, 90, 100}, 100, 1, 10)) {
            assertEquals(10, CharacterWidth.of(row));
        }
    }

    @ParameterizedTest
    @CsvSource({"a b c,a|b|c", "'  sh   -c ',sh|-c", "sh -c 'x y',sh|-c|x y", "a\\ b,a b", "'x \"\"',x|", "'',''"})
    void wordsOfACommand(String line, String words) {
        assertEquals(words, String.join("|", Words.split(line)));
    }

    @ParameterizedTest
    @CsvSource({"err,an Error here,3", "Err,an error here,-1", "Err,an Error here,3", "x,abc,-1"})
    void findsTextWithCapitalsOnlyWhenAsked(String wanted, String line, int at) {
        assertEquals(at, new TextSearch(wanted).next(line, 0));
    }

    @Test
    void thePaletteRanksBeginningsFirst() {
        List<Command> commands = List.of(new Command("sort-reverse", "O", "", () -> { }),
                new Command("remove", "d", "", () -> { }), new Command("restart", "r", "", () -> { }));
        assertEquals(List.of("remove", "restart", "sort-reverse"),
                PaletteOverlay.find(commands, "re").stream().map(Command::name).toList());
        assertEquals(List.of("restart"), PaletteOverlay.find(commands, "rst").stream().map(Command::name).toList());
    }

    @Test
    void aQuestionAboutSeveralNamesThemAll() {
        List<String> names = java.util.stream.IntStream.range(0, 30).mapToObj(i -> "container-" + i).toList();
        Confirmation question = Confirmation.of("Remove", "container", names, List.of("Gone for good."), () -> { });
        assertEquals("Remove 30 containers", question.title());
        assertEquals("Gone for good.", question.lines().get(question.lines().size() - 1));
        String all = String.join(" ", question.lines());
        names.forEach(name -> org.junit.jupiter.api.Assertions.assertTrue(all.contains(name), name));
    }

    @ParameterizedTest
    @CsvSource({"running,Up 2 hours,● running,GOOD", "running,Up 2 hours (healthy),● healthy,GOOD",
        "running,Up 2 hours (unhealthy),✗ unhealthy,BAD", "running,Up 1 minute (health: starting),● starting,ATTENTION",
        "exited,Exited (0) 2 hours ago,○ exited,MUTED", "exited,Exited (137) 2 hours ago,✗ exited 137,BAD",
        "paused,Up 1 hour (Paused),◉ paused,ATTENTION", "created,Created,○ created,MUTED"})
    void aStateTellsHealthAndTheExitCode(String state, String status, String text, Role role) {
        assertEquals(new TextCell(text, role), ContainerStatus.cell(state, status));
    }

    @ParameterizedTest
    @CsvSource({"abcdef,3,abc|def", "abcd,3,abc|d", "漢字漢,4,漢字|漢", "漢字,3,漢|字", "'',3,''", "ab,1,a|b"})
    void wrapsText(String text, int width, String lines) {
        assertEquals(lines, String.join("|", Fit.wrap(text, width)));
    }

    @Test
    void stepsOfAHistoryFindTheirLayers() {
        List<ImageHistory> steps = List.of(step(0, "CMD [\"sh\"]"), step(8, "/bin/sh -c rm /app/big"),
                step(0, "ENV A=b"), step(3_000_000, "/bin/sh -c dd of=/app/big"), step(2_000_000, ""));
        List<ImageLayer> layers = List.of(layer("sha256:1", "", 0), layer("sha256:2", "/bin/sh -c dd of=/app/big", 0),
                layer("sha256:3", "/bin/sh -c rm /app/big", 3_000_000));
        List<LayerItem> items = ImageHistories.items(steps, layers);
        assertEquals(List.of("-", "sha256:3", "-", "sha256:2", "sha256:1"), items.stream()
                .map(item -> item.contents().map(LayerItem.Contents::digest).orElse("-")).toList());
        assertEquals("RUN rm /app/big", items.get(1).createdBy());
        assertEquals(3_000_000, items.get(1).wastedBytes());
        assertEquals(5, items.get(0).number());
        List<LayerItem> unknown = ImageHistories.items(List.of(step(0, "something else")), layers);
        assertEquals(3, unknown.size(), "a history that does not fit is of no use");
        assertEquals("sha256:3", unknown.get(0).contents().orElseThrow().digest());
        assertTrue(ImageHistories.items(steps, List.of()).stream().allMatch(item -> item.contents().isEmpty()));
    }

    private static ImageHistory step(long size, String createdBy) {
        return new ImageHistory("<missing>", 0, createdBy, List.of(), size, "");
    }

    private static ImageLayer layer(String digest, String createdBy, long wasted) {
        return new ImageLayer(digest, createdBy, 1, wasted, 1, 0, 0, List.of());
    }

    @ParameterizedTest
    @CsvSource({"web,the Web server,true", "'web ser',server web,true", "web !ser,web server,false", "!x,abc,true",
        "!,abc,true", "' ',abc,true", "web db,web,false"})
    void aFilterIsWordsAndWhatIsNotWanted(String text, String row, boolean passes) {
        assertEquals(passes, new Filter(text).passes(row));
    }

    @Test
    void anIdIsFoundByItsBeginningOnly() {
        ListState<String> list = new ListState<>(item -> item, item -> "");
        list.items(List.of("3db9c0ffee", "c0ffee1234"));
        list.filter("db");
        assertEquals(List.of(), list.items());
        list.filter("c0ff");
        assertEquals(List.of("c0ffee1234"), list.items());
    }

    @ParameterizedTest
    @CsvSource({"0,false,0", "1,false,1", "137,false,'137, ended by SIGKILL'", "143,false,'143, ended by SIGTERM'",
        "137,true,'137, killed for lack of memory'", "127,false,'127, the command was not found'", "200,false,200"})
    void anExitCodeSaysWhatItMeans(int code, boolean outOfMemory, String words) {
        assertEquals(words, ExitReason.of(code, outOfMemory));
    }

    @ParameterizedTest
    @CsvSource({"one two three,7,one two|three", "one two,3,one|two", "abcdef gh,4,abcd|ef|gh", "a b,9,a b",
        "漢字 漢字,5,漢字|漢字", "'',3,''"})
    void wrapsWords(String text, int width, String lines) {
        assertEquals(lines, String.join("|", Fit.wrapWords(text, width)));
    }

    @ParameterizedTest
    @CsvSource({"busybox,busybox",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,0123456789ab",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,0123456789ab",
        "registry:5000/a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef012,"
        + "registry:5000/a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef012"})
    void anImageWithoutANameIsToldByTheBeginningOfItsId(String image, String shown) {
        ContainerItem item = new ContainerItem("abc", "web", image, "", "running", "Up", "", OptionalLong.empty(),
                Optional.empty(), Instant.EPOCH);
        assertEquals(shown, ContainerTable.cells(item, Optional.empty()).get(1).text());
    }

    @Test
    void theNameBecomesLegibleBeforeOtherColumnsGrow() {
        List<Column> columns = List.of(new Column("NAME", 10, 32, false, 10), new Column("IMAGE", 10, 40, false, 5));
        List<List<TextCell>> rows = List.of(List.of(TextCell.of("n".repeat(60)), TextCell.of("i".repeat(30))));
        assertArrayEquals(new int[] {18, 10}, TableLayout.widths(columns, rows, 30));
        assertArrayEquals(new int[] {24, 14}, TableLayout.widths(columns, rows, 40));
        assertArrayEquals(new int[] {60, 30}, TableLayout.widths(columns, rows, 100));
    }

    @Test
    void aLogsLinesAreFilteredAsTheyCome() {
        LogLines lines = new LogLines(4, new TextSearch("a"));
        lines.feed("a1\nb1\na2\na".getBytes());
        assertEquals("a|a2|a1", back(lines, Long.MAX_VALUE));
        lines.feed("3\nb2\na4\na5\n".getBytes());
        assertEquals("a5|a4|a3", back(lines, Long.MAX_VALUE));
        assertEquals(3, lines.count());
        assertEquals("a3", back(lines, lines.end() - 2));
        lines.filter(new TextSearch(""));
        assertEquals("a5|a4|b2|a3", back(lines, Long.MAX_VALUE));
    }

    private static String back(LogLines lines, long before) {
        List<String> found = new ArrayList<>();
        lines.back(before, line -> found.add(line.line().text()));
        return String.join("|", found);
    }

    @Test
    void aLogThatIsHeldIsNeitherTakenNorLost() {
        List<Runnable> posted = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        LogFeed feed = new LogFeed(100, posted::add, bytes -> taken.add(new String(bytes)));
        feed.hold(true);
        feed.accept("a".getBytes());
        posted.remove(0).run();
        assertEquals(List.of(), taken);
        feed.accept("b".getBytes());
        assertEquals(List.of(), posted);
        feed.hold(false);
        posted.remove(0).run();
        assertEquals(List.of("a", "b"), taken);
    }
}
