package dev.berth.build.dockerfile;

import dev.berth.build.dockerfile.Flags.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes {@code COPY} and {@code ADD} of their line. */
final class CopyReader {

    private static final Map<String, Kind> COPY_FLAGS = Map.of("from", Kind.VALUE, "chown", Kind.VALUE, "chmod",
            Kind.VALUE, "link", Kind.SWITCH, "parents", Kind.SWITCH, "exclude", Kind.VALUES);
    private static final Map<String, Kind> ADD_FLAGS = Map.of("chown", Kind.VALUE, "chmod", Kind.VALUE, "link",
            Kind.SWITCH, "keep-git-dir", Kind.SWITCH, "checksum", Kind.VALUE, "unpack", Kind.SWITCH, "exclude",
            Kind.VALUES);

    private final Source source;
    private final InstructionLine parts;
    private final List<Heredoc> heredocs;
    private final String keyword;

    /**
     * A reader of one instruction.
     *
     * @param source where it stands
     * @param parts its line
     * @param heredocs its here-documents
     */
    CopyReader(Source source, InstructionLine parts, List<Heredoc> heredocs) {
        this.source = source;
        this.parts = parts;
        this.heredocs = heredocs;
        this.keyword = parts.keyword().toUpperCase(Locale.ROOT);
    }

    /** Reads it. */
    Instruction read() {
        List<String> words = JsonArray.parse(parts.rest(), source.firstLine())
                .orElseGet(() -> WhiteSpace.split(parts.rest(), Integer.MAX_VALUE));
        if (words.size() < 2) {
            throw new DockerfileException(source.firstLine(), keyword + " requires at least two arguments, but only one"
                    + " was provided. Destination could not be determined");
        }
        Flags flags = new Flags(parts.flags(), keyword.equals("COPY") ? COPY_FLAGS : ADD_FLAGS, source.firstLine());
        String destination = words.get(words.size() - 1);
        if (HeredocWord.parse(destination).isPresent()) {
            throw new DockerfileException(source.firstLine(), keyword + " cannot accept a heredoc as a destination");
        }
        List<String> paths = new ArrayList<>();
        List<InlineFile> files = new ArrayList<>();
        for (String word : words.subList(0, words.size() - 1)) {
            Optional<Heredoc> heredoc = HeredocWord.parse(word).flatMap(begin -> heredocs.stream()
                    .filter(one -> one.name().equals(begin.name())).findFirst());
            if (heredoc.isPresent()) {
                files.add(new InlineFile(heredoc.get().name(), heredoc.get().text(), heredoc.get().expand()));
            } else {
                paths.add(word);
            }
        }
        return keyword.equals("COPY") ? copy(paths, files, destination, flags) : add(paths, files, destination, flags);
    }

    private Copy copy(List<String> paths, List<InlineFile> files, String destination, Flags flags) {
        Optional<String> from = flags.value("from");
        if (from.isPresent() && from.get().indexOf('$') >= 0) {
            throw new DockerfileException(source.firstLine(),
                    "'from' doesn't support variable expansion, define alias stage instead");
        }
        return new Copy(source, paths, files, destination, from, flags.value("chown"), flags.value("chmod"),
                flags.on("link"), flags.on("parents"), flags.values("exclude"));
    }

    private Add add(List<String> paths, List<InlineFile> files, String destination, Flags flags) {
        return new Add(source, paths, files, destination, flags.value("chown"), flags.value("chmod"),
                flags.on("link"), flags.values("exclude"), flags.on("keep-git-dir"), flags.value("checksum"),
                flags.truth("unpack"));
    }
}
