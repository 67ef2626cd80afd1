package dev.berth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources look like, as far as a reader of one file cannot see it slip. */
class SourceTest {

    private static final int WIDEST = 120;
    /** Lines; past these a file has a second idea. */
    private static final int LONGEST = 400;
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)\\.(\\w+);$",
            Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);$", Pattern.MULTILINE);

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertFalse(sources.isEmpty());
        return sources;
    }

    @Test
    void linesFitAndFilesHaveOneIdea() throws IOException {
        List<String> beyond = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LONGEST) {
                beyond.add(file + " has " + lines.size() + " lines");
            }
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.codePointCount(0, line.length()) > WIDEST || line.indexOf('\t') >= 0 || line.endsWith(" ")) {
                    beyond.add(file + ":" + (i + 1) + " is too wide, or has a tab, or a blank at its end");
                }
            }
        }
        assertEquals(List.of(), beyond);
    }

    /** One that is not used tells of an arrow between packages that is not there. */
    @Test
    void everyImportIsUsed() throws IOException {
        List<String> unused = new ArrayList<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            String body = PACKAGE.matcher(IMPORT.matcher(source).replaceAll("")).replaceAll("");
            Matcher home = PACKAGE.matcher(source);
            String own = home.find() ? home.group(1) : "";
            Matcher imports = IMPORT.matcher(source);
            while (imports.find()) {
                boolean used = Pattern.compile("\\b" + imports.group(2) + "\\b").matcher(body).find();
                if (!used || imports.group(1).equals(own)) {
                    unused.add(file + ": " + imports.group());
                }
            }
        }
        assertEquals(List.of(), unused);
    }
}
