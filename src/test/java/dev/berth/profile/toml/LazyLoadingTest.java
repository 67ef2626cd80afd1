package dev.berth.profile.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The TOML library is only loaded once a file is read; seen from a virtual machine of its own. */
class LazyLoadingTest {

    /** Runs in the other virtual machine. */
    public static final class Probe {

        private Probe() {
        }

        /** Reads what is named, or only does what needs no file. */
        public static void main(String[] arguments) {
            ConfigurationReader.read(Path.of("/nowhere/berth.toml"));
            KeyListing.profile();
            if (arguments.length > 0) {
                new ProfileLoader(Path.of("/nowhere")).load(arguments[0]);
            }
        }
    }

    private static String loaded(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-verbose:class",
                "-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void onlyReadingAFileLoadsTheLibrary() throws Exception {
        String without = loaded();
        assertTrue(without.contains("dev.berth.profile.toml.ProfileKeys"));
        assertFalse(without.contains("org.tomlj.") || without.contains("org.antlr."));
        assertTrue(loaded("sandbox").contains("org.tomlj."));
    }
}
