package dev.berth.build.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that builds images.
 *
 * @param name how cases call it
 * @param environment of its runs, besides that of this JVM
 * @param build the words before flags and context
 * @param load the words before an archive's path
 * @param save the words around an image's name and an archive's path, {@code NAME} and {@code FILE}
 */
record PeerBuilder(String name, Map<String, String> environment, List<String> build, List<String> load,
        List<String> save) {

    /**
     * What a run gave.
     *
     * @param status its exit status
     * @param said its output, both kinds
     */
    record Outcome(int status, String said) {
    }

    Outcome build(Path context, List<String> flags, String image) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(build);
        command.addAll(List.of("-t", image));
        command.addAll(flags);
        command.add(".");
        return run(context, command);
    }

    void load(Path archive) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        load.forEach(word -> command.add(word.replace("FILE", archive.toString())));
        must(run(archive.getParent(), command));
    }

    void save(String image, Path archive) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        save.forEach(word -> command.add(word.replace("NAME", image).replace("FILE", archive.toString())));
        must(run(archive.getParent(), command));
    }

    Outcome run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("berth-peer-", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                    .redirectErrorStream(true).redirectOutput(said.toFile())
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().putAll(environment);
            int status = builder.start().waitFor();
            return new Outcome(status, new String(Files.readAllBytes(said), StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
        }
    }

    private void must(Outcome outcome) {
        if (outcome.status() != 0) {
            throw new IllegalStateException(name + ": " + outcome.said());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
