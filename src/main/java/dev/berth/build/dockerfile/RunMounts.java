package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the {@code --mount} flags of {@code RUN}. */
public final class RunMounts {

    private RunMounts() {
    }

    /**
     * The mounts of a step with variables put in.
     *
     * @param run the step
     * @param expansion the variables where it stands
     * @throws DockerfileException if one cannot be read
     */
    public static List<RunMount> of(Run run, Expansion expansion) {
        List<RunMount> result = new ArrayList<>();
        for (String flag : run.mountFlags()) {
            result.add(MountFields.read(flag, expansion, run.source().firstLine()).mount());
        }
        return result;
    }

    /**
     * What the mounts of a step come from: stages, named contexts or images. No variables can be in it.
     *
     * @param run the step
     */
    public static List<String> origins(Run run) {
        List<String> result = new ArrayList<>();
        for (String flag : run.mountFlags()) {
            origin(flag, run.source().firstLine()).ifPresent(result::add);
        }
        return result;
    }

    /**
     * Checks a flag as far as that goes before variables are known.
     *
     * @param flag its value
     * @param line for the error
     */
    static void check(String flag, int line) {
        origin(flag, line);
        if (flag.indexOf('$') < 0) {
            MountFields.read(flag, new Expansion('\\', name -> Optional.empty(), line), line).mount();
        }
    }

    private static Optional<String> origin(String flag, int line) {
        Optional<String> result = Optional.empty();
        for (String field : CommaFields.split(flag, line)) {
            if (field.toLowerCase(Locale.ROOT).startsWith("from=")) {
                String from = field.substring("from=".length());
                int dollar = from.indexOf('$');
                if (dollar >= 0 && dollar != from.length() - 1) {
                    throw new DockerfileException(line,
                            "'from' doesn't support variable expansion, define alias stage instead");
                }
                result = from.isEmpty() ? Optional.empty() : Optional.of(from);
            }
        }
        return result;
    }
}
