package dev.berth.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * Puts variables into those words of an instruction that take them: all of {@code ENV}, {@code LABEL}, {@code COPY},
 * {@code ADD}, {@code WORKDIR}, {@code USER}, {@code EXPOSE}, {@code VOLUME} and {@code STOPSIGNAL}. {@code RUN},
 * {@code CMD}, {@code ENTRYPOINT}, {@code SHELL}, {@code HEALTHCHECK} and {@code ONBUILD} stay as they are: a shell
 * reads them, or a later build. {@code ARG} is {@link StageScope}'s and {@code FROM} {@link StageGraph}'s. The mounts
 * of {@code RUN} are read by {@link RunMounts}.
 */
public final class InstructionExpansion {

    private final char escape;
    private final Variables variables;

    /**
     * An expansion.
     *
     * @param escape the Dockerfile's escape character
     * @param variables what is set before the instruction: all of an instruction's words are read with the values that
     *     held when it began
     */
    public InstructionExpansion(char escape, Variables variables) {
        this.escape = escape;
        this.variables = variables;
    }

    /**
     * The instruction to be carried out.
     *
     * @param instruction as written
     * @throws DockerfileException if a word cannot be read
     */
    public Instruction expand(Instruction instruction) {
        Expansion words = new Expansion(escape, variables, instruction.source().firstLine());
        if (instruction instanceof Env env) {
            return new Env(env.source(), pairs(env.variables(), words));
        }
        if (instruction instanceof Label label) {
            return new Label(label.source(), pairs(label.labels(), words));
        }
        if (instruction instanceof Copy copy) {
            return new Copy(copy.source(), words.each(copy.paths()), files(copy.files(), words),
                    words.word(copy.destination()), copy.from(), given(words.word(copy.chown())),
                    given(words.word(copy.chmod())), copy.link(), copy.parents(), copy.excludes());
        }
        if (instruction instanceof Add add) {
            return new Add(add.source(), words.each(add.paths()), files(add.files(), words),
                    words.word(add.destination()), given(words.word(add.chown())), given(words.word(add.chmod())),
                    add.link(), add.excludes(), add.keepGitDirectory(), given(words.word(add.checksum())),
                    add.unpack());
        }
        if (instruction instanceof Workdir workdir) {
            return new Workdir(workdir.source(), words.word(workdir.path()));
        }
        if (instruction instanceof User user) {
            return new User(user.source(), words.word(user.user()));
        }
        if (instruction instanceof StopSignal signal) {
            return new StopSignal(signal.source(), words.word(signal.signal()));
        }
        if (instruction instanceof Volume volume) {
            return new Volume(volume.source(), words.each(volume.paths()));
        }
        if (instruction instanceof Expose expose) {
            return new Expose(expose.source(),
                    expose.ports().stream().flatMap(port -> words.words(port).stream()).toList());
        }
        return instruction;
    }

    private static List<KeyValue> pairs(List<KeyValue> pairs, Expansion words) {
        return pairs.stream().map(pair -> new KeyValue(words.word(pair.key()), words.word(pair.value()))).toList();
    }

    private static List<InlineFile> files(List<InlineFile> files, Expansion words) {
        return files.stream().map(file -> file.expand()
                ? new InlineFile(file.name(), words.text(file.content()), false) : file).toList();
    }

    private static Optional<String> given(Optional<String> value) {
        return value.filter(text -> !text.isEmpty());
    }
}
