package dev.berth.context;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs git in a directory. It asks no questions, and what it writes can be read by all, as in a context of files.
 *
 * @param environment all variables that it has
 * @param directory where it runs
 */
public record GitProgram(Map<String, String> environment, Path directory) {

    /** git takes the modes of files from its umask, and the engine's is nobody's wish. */
    private static final List<String> SHELL = List.of("/bin/sh", "-c", "umask 022; exec git \"$@\"", "git");

    /**
     * Runs it.
     *
     * @return what it printed
     * @throws GitFailure if it fails, with what it said
     * @throws InterruptedIOException if this thread is interrupted; git has been ended then
     */
    public String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(SHELL);
        // a hook of the machine's templates is no part of a build
        command.addAll(List.of("-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        // a repository around this directory is not meant
        builder.environment().keySet().removeIf(name -> name.equals("GIT_DIR") || name.equals("GIT_WORK_TREE")
                || name.equals("GIT_INDEX_FILE"));
        Process process = builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
        try {
            FutureTask<String> errors = reading(process.getErrorStream());
            FutureTask<String> output = reading(process.getInputStream());
            int status = process.waitFor();
            String said = errors.get().strip();
            if (status == 127) {
                throw new GitFailure("unable to find 'git': it is needed for a git URL: " + said);
            } else if (status != 0) {
                throw new GitFailure("'git " + arguments[0] + "' failed: "
                        + (said.isEmpty() ? "exit status " + status : said));
            }
            return output.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** In a thread of its own: git waits while nobody reads, and another build must not wait for this one's git. */
    private static FutureTask<String> reading(InputStream in) {
        FutureTask<String> task = new FutureTask<>(() -> text(in));
        Thread thread = new Thread(task, "git-output");
        thread.setDaemon(true);
        thread.start();
        return task;
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
