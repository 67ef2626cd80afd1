package dev.berth.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs whole commands, as a shell does: their start is part of what they cost. */
final class Programs {

    private final Path errors;
    private final Map<String, String> environment;

    /**
     * A runner.
     *
     * @param errors a file for what commands write to standard error
     * @param environment what they find besides this process's environment
     */
    Programs(Path errors, Map<String, String> environment) {
        this.errors = errors;
        this.environment = environment;
        // as a shell forks: without a second program in between, which would cost a millisecond
        System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
    }

    /** A command with nothing to read. */
    ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException if it cannot be run or fails
     */
    void run(String... command) throws IOException, InterruptedException {
        int status = builder(List.of(command)).start().waitFor();
        if (status != 0) {
            String text = Files.readString(errors).strip();
            throw new IOException(String.join(" ", command) + " failed (" + status + ")"
                    + (text.isEmpty() ? "" : ": " + text.lines().findFirst().orElse("")));
        }
    }
}
