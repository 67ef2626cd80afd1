package dev.berth.profile.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The man page says what the table of keys says, and the examples in it and in the README can be read. */
class ManualTest {

    private static final Path PAGE = Path.of("man/berth-profile.5");

    private static String section(String name) throws IOException {
        String page = Files.readString(PAGE);
        String begin = ".\\\" begin " + name + "\n";
        String end = ".\\\" end " + name + "\n";
        return page.substring(page.indexOf(begin) + begin.length(), page.indexOf(end));
    }

    /** With {@code -Dberth.write} the sections are written in place of compared. */
    private static void same(String name, String expected) throws IOException {
        if (System.getProperty("berth.write") != null) {
            String page = Files.readString(PAGE);
            String end = ".\\\" end " + name + "\n";
            String begin = ".\\\" begin " + name + "\n";
            Files.writeString(PAGE, page.substring(0, page.indexOf(begin) + begin.length()) + expected
                    + page.substring(page.indexOf(end)));
        }
        assertEquals(expected, section(name), "write it with -Dtest=ManualTest -Dberth.write=1");
    }

    @Test
    void everyKeyStandsInTheManPage() throws IOException {
        same("profile keys", KeyListing.troff(KeyListing.profile()));
        same("configuration keys", KeyListing.troff(KeyListing.configuration()));
    }

    @Test
    void theTableNamesTheKeysOfTheSmallTables() {
        List<String> keys = KeyListing.profile().stream().map(KeyListing.Row::key).toList();
        assertTrue(keys.containsAll(List.of("limits.io[].read_iops", "mounts[].target", "ports[].container",
                "security.capabilities.drop", "scale.cpu", "namespaces.time.boottime", "limits.nofile")),
                keys.toString());
        assertEquals(keys.stream().distinct().toList(), keys);
    }

    @Test
    void examplesInTheManPageCanBeRead() throws IOException {
        List<String> blocks = blocks(Files.readString(PAGE), ".EX\n", ".EE");
        assertFalse(blocks.isEmpty());
        for (String block : blocks) {
            ProfileParser.parse(block.replace("\\-", "-").replace("\\e", "\\"), "man page");
        }
    }

    @Test
    void examplesInTheReadmeCanBeRead() throws IOException {
        List<String> blocks = blocks(Files.readString(Path.of("README.md")), "```toml\n", "```");
        assertFalse(blocks.isEmpty());
        for (String block : blocks) {
            ProfileParser.parse(block, "README.md");
        }
    }

    private static List<String> blocks(String text, String begin, String end) {
        List<String> blocks = new ArrayList<>();
        int at = text.indexOf(begin);
        while (at >= 0) {
            int from = at + begin.length();
            int to = text.indexOf(end, from);
            blocks.add(text.substring(from, to));
            at = text.indexOf(begin, to);
        }
        return blocks;
    }
}
