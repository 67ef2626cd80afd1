package dev.berth.shell.build;

import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs git as the caller would, with the caller's environment. It asks no questions. */
final class GitProgram {

    private final Session session;
    private final Path directory;

    GitProgram(Session session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /**
     * Runs it.
     *
     * @return what it printed
     * @throws CommandException if it fails, with what it said
     * @throws InterruptedIOException if this thread is interrupted; git has been ended then
     */
    String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(session.environment());
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        // a repository around this directory is not meant
        builder.environment().keySet().removeIf(name -> name.equals("GIT_DIR") || name.equals("GIT_WORK_TREE")
                || name.equals("GIT_INDEX_FILE"));
        Process process;
        try {
            process = builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
        } catch (IOException e) {
            throw new CommandException("unable to find 'git': it is needed for a git URL: " + e.getMessage());
        }
        try {
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            int status = process.waitFor();
            String said = errors.join().strip();
            if (status != 0) {
                throw new CommandException("unable to prepare context: 'git " + arguments[0] + "' failed: "
                        + (said.isEmpty() ? "exit status " + status : said));
            }
            return output.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // it was ended
            return "";
        }
    }
}
