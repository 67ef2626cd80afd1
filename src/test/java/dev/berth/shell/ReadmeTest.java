package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the README tells people to type exists; its profiles are tried by the test of the manual page. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern FILE = Pattern.compile("`((?:src|examples|man|\\.ci)/[\\w./-]*|LICENSE)`");

    /** The lines of its shell examples that call Berth. */
    static List<String> calls() throws IOException {
        List<String> calls = new ArrayList<>();
        boolean shell = false;
        for (String line : Files.readAllLines(README)) {
            shell = line.equals("```sh") || shell && !line.equals("```");
            int at = line.lastIndexOf("berth ");
            if (shell && at >= 0 && !line.startsWith("export") && !line.startsWith("docker")) {
                calls.add(line.substring(at + "berth ".length()).replaceAll("\\s+#.*", ""));
            }
        }
        return calls;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void commandsAndOptionsExist(String call) {
        List<String> words = Arrays.asList(call.split(" "));
        Optional<CommandEntry> entry = new CommandTable(null).find(words);
        assertTrue(entry.isPresent(), "there is no command " + call);
        CommandLine line = entry.get().borrow();
        for (String word : words.subList(0, words.contains("--") ? words.indexOf("--") : words.size())) {
            assertTrue(!word.startsWith("--") || line.getCommandSpec().optionsMap().containsKey(word),
                    word + " is no option of " + entry.get().path());
        }
    }

    static Stream<String> files() throws IOException {
        return FILE.matcher(Files.readString(README)).results().map(result -> result.group(1)).distinct();
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesExist(String file) {
        assertTrue(Files.exists(Path.of(file)), file);
    }

    @Test
    void namesTheCommandThatContinuousIntegrationRuns() throws IOException {
        Matcher command = Pattern.compile("(?m)^(mvn .*)$").matcher(Files.readString(README));
        assertTrue(command.find());
        assertTrue(Files.readString(Path.of(".ci/run")).contains(command.group(1).replace("mvn", "mvn -B")));
        assertFalse(Files.readString(Path.of(".ci/run")).contains("-Dskip"));
    }
}
