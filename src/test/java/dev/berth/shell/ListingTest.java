package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.terminal.Printable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final Listing listing = new Listing("{{.ID}}\t{{.Image}}\t{{.Names}}", Map.of("ID", "CONTAINER ID"));
    private final List<Row> rows = List.of(
            new Row().put("ID", "4c01db0b339c").put("Image", "ubuntu:24.04").put("Names", "webapp")
                    .labels(Map.of("team", "edge")),
            new Row().put("ID", "d7886598dbe2").put("Image", "x").put("Names", "日本").labels(Map.of()));

    private String render(String format, List<? extends Row> rows) {
        return listing.render(format, rows, UnaryOperator.identity());
    }

    /** What a row says is shown on a terminal as text; what the user's own format says may colour it. */
    @Test
    void onATerminalOnlyTheFormatColours() {
        List<Row> hostile = List.of(new Row().put("Names", "a\033[31mb").put("ID", "\033]0;x\007"));
        assertEquals("\033[1ma\ufffd[31mb\033[0m\n", listing.render("\033[1m{{.Names}}\033[0m", hostile,
                Printable::lines));
        assertEquals("NAMES     CONTAINER ID\na\ufffd[31mb   \ufffd]0;x\ufffd\n",
                listing.render("table {{.Names}}\\t{{.ID}}",
                hostile, Printable::lines));
    }

    @Test
    void tableLikeDockers() {
        assertEquals("""
                CONTAINER ID   IMAGE          NAMES
                4c01db0b339c   ubuntu:24.04   webapp
                d7886598dbe2   x              日本
                """, render("", rows));
    }

    @Test
    void onlyTitlesWithoutRows() {
        assertEquals("CONTAINER ID   IMAGE     NAMES\n", render("table", List.of()));
    }

    @Test
    void tableOfATemplate() {
        assertEquals("""
                NAMES     ID: CONTAINER ID   team
                webapp    ID: 4c01db0b339c   edge
                日本      ID: d7886598dbe2   \n""", render("table {{.Names}}\\tID: {{.ID}}\\t{{.Label \"team\"}}",
                rows));
    }

    @Test
    void linesOfATemplate() {
        assertEquals("webapp=ubuntu:24.04\n日本=x\n", render("{{.Names}}={{.Image}}", rows));
    }

    @Test
    void linesOfJson() {
        assertEquals("{\"ID\":\"4c01db0b339c\",\"Image\":\"ubuntu:24.04\",\"Labels\":\"team=edge\","
                + "\"Names\":\"webapp\"}\n", render("json", rows.subList(0, 1)));
        assertEquals("{\"ID\":\"d7886598dbe2\",\"Image\":\"x\",\"Labels\":\"\",\"Names\":\"日本\"}\n",
                render("{{json .}}", rows.subList(1, 2)));
    }
}
