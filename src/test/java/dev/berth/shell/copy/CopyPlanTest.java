package dev.berth.shell.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.shell.CommandException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a copy goes: the table of docker's manual page of {@code cp}. */
class CopyPlanTest {

    private static CopyEnd end(String path, String kind, String rebase) {
        return new CopyEnd(path, !kind.equals("none"), kind.equals("dir"), rebase);
    }

    @ParameterizedTest
    @CsvSource({
        // source, its kind, rebase, destination, its kind -> directory, entry -> its name
        "/s/f, file, '', /d, dir, /d, f, f",
        "/s/f, file, '', /d/x, none, /d, f, x",
        "/s/f, file, '', /d/x, file, /d, f, x",
        "/s/dir, dir, '', /d, dir, /d, dir/a, dir/a",
        "/s/dir, dir, '', /d/x, none, /d, dir/a, x/a",
        "/s/dir, dir, '', /d/x/, none, /d, dir/a, x/a",
        "/s/dir/., dir, '', /d, dir, /d, ./a, ./a",
        "/s/dir/., dir, '', /d/x, none, /d, ./a, x/a",
        "/, dir, '', /d/x, none, /d, /a, x/a",
        "/t/real, file, link, /d/x, none, /d, link, x",
        "/s/f, file, '', x, none, ., f, x"})
    void followsTheTable(String source, String kind, String rebase, String destination, String there,
            String directory, String entry, String name) {
        CopyPlan plan = CopyPlan.of(end(source, kind, rebase), end(destination, there, ""));
        assertEquals(directory, plan.directory());
        assertEquals(name, plan.renamed(entry));
    }

    @ParameterizedTest
    @CsvSource({"/s/f, file, /d/x/, none, no such directory", "/s/f, file, /d/., none, no such directory",
        "/s/dir, dir, /d/f, file, cannot copy directory"})
    void refuses(String source, String kind, String destination, String there, String message) {
        assertEquals(message, assertThrows(CommandException.class,
                () -> CopyPlan.of(end(source, kind, ""), end(destination, there, ""))).getMessage());
    }
}
