package dev.berth.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a Dockerfile: puts its instructions into stages. */
final class DockerfileParser {

    private final LineReader lines;
    private final List<Arg> globals = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();

    /**
     * A parser.
     *
     * @param text the whole file
     */
    DockerfileParser(String text) {
        this.lines = new LineReader(text);
    }

    /** Reads all of it. */
    Dockerfile parse() {
        Optional<From> from = Optional.empty();
        Optional<Instruction> next = instruction();
        if (next.isEmpty()) {
            throw new DockerfileException(0, lines.lineNumber() == 0 ? "the Dockerfile cannot be empty"
                    : "file with no instructions");
        }
        while (next.isPresent()) {
            Instruction instruction = next.get();
            if (instruction instanceof From begin) {
                from.ifPresent(this::addStage);
                from = Optional.of(begin);
            } else if (from.isPresent()) {
                instructions.add(instruction);
            } else if (instruction instanceof Arg global) {
                globals.add(global);
            } else {
                throw new DockerfileException(instruction.source().firstLine(), "no build stage in current context");
            }
            next = instruction();
        }
        from.ifPresent(this::addStage);
        if (stages.isEmpty()) {
            throw new DockerfileException(0, "dockerfile contains no stages to build");
        }
        return new Dockerfile(lines.directives().escape(), lines.directives().syntax(),
                lines.directives().check(), globals, stages, lines.warnings());
    }

    /** Reads one instruction that an image keeps for those built on it. */
    Instruction trigger() {
        Instruction result = single();
        if (result instanceof From || result instanceof Maintainer || result instanceof Onbuild) {
            String keyword = result.source().text().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
            throw new DockerfileException(0, result instanceof Onbuild
                    ? "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"
                    : keyword + " isn't allowed as an ONBUILD trigger");
        }
        return result;
    }

    /** Reads the only instruction there is. */
    Instruction single() {
        Instruction result = instruction().orElseThrow(() -> new DockerfileException(0, "file with no instructions"));
        if (instruction().isPresent()) {
            throw new DockerfileException(0,
                    "onbuild trigger should be a single expression: " + result.source().text());
        }
        return result;
    }

    private void addStage(From from) {
        stages.add(new Stage(stages.size(), from, instructions));
        instructions.clear();
    }

    private Optional<Instruction> instruction() {
        Optional<LogicalLine> next = lines.next();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        LogicalLine line = next.get();
        char escape = lines.directives().escape();
        InstructionLine parts = InstructionLine.of(line.text(), escape);
        List<Heredoc> heredocs = new ArrayList<>();
        if (line.text().contains("<<") && InstructionReader.mayHoldHeredocs(parts, escape, line.first())) {
            for (HeredocWord word : HeredocWord.allIn(line.text())) {
                heredocs.add(lines.heredoc(word, line));
            }
        }
        Source source = new Source(line.first(), lines.lineNumber(), WhiteSpace.trim(line.text()),
                lines.comments());
        return Optional.of(new InstructionReader(source, parts, heredocs, escape).read());
    }
}
