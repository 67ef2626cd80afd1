package dev.berth.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern for paths: {@code *} and {@code ?} stay within a name, {@code [a-z]} and {@code [^a]} are sets, a backslash
 * takes the next character as it is. In {@code .dockerignore} {@code **} crosses directories (moby/patternmatcher);
 * a source of {@code COPY} is a pattern without that (Go's {@code filepath.Match}). All places in the pattern go along
 * the path at once, so that matching takes time in proportion to pattern times path, whatever the pattern.
 */
public final class PathPattern {

    /** What a pattern consists of. */
    private enum Kind {
        /** One character of a set. */
        SET,
        /** {@code ?}: one character but the slash. */
        ONE,
        /** {@code *}: any number of characters but slashes. */
        WITHIN_NAME,
        /** {@code **} at the end: whatever follows. */
        ANYTHING,
        /** Nothing; the {@link #DIRECTORIES} that come next can be left out. */
        MAYBE_DIRECTORIES,
        /** {@code **} with more after it: directories that have begun end with a slash. */
        DIRECTORIES
    }

    private record Part(Kind kind, CharacterSet set) {
    }

    private final String text;
    private final List<Part> parts;
    private final boolean literal;

    private PathPattern(String text, List<Part> parts, boolean literal) {
        this.text = text;
        this.parts = parts;
        this.literal = literal;
    }

    /**
     * Reads a pattern of {@code .dockerignore}.
     *
     * @param text with slashes, without one at its beginning or end
     * @throws IllegalArgumentException if a set is not closed or empty, or a backslash ends it
     */
    public static PathPattern parse(String text) {
        return new Reader(text, true).read();
    }

    /**
     * Reads a source of {@code COPY} or {@code ADD}, or one name of it.
     *
     * @param text with slashes, without one at its beginning or end
     * @throws IllegalArgumentException if a set is not closed or empty, or a backslash ends it
     */
    public static PathPattern glob(String text) {
        return new Reader(text, false).read();
    }

    /**
     * Whether the pattern means this path.
     *
     * @param path with slashes, without one at its beginning or end
     */
    public boolean matches(String path) {
        if (literal) {
            return text.equals(path);
        }
        BitSet now = new BitSet(parts.size() + 1);
        enter(now, 0);
        int at = 0;
        while (at < path.length() && !now.isEmpty()) {
            int c = path.codePointAt(at);
            at += Character.charCount(c);
            BitSet next = new BitSet(parts.size() + 1);
            for (int i = now.nextSetBit(0); i >= 0 && i < parts.size(); i = now.nextSetBit(i + 1)) {
                step(next, i, c);
            }
            now = next;
        }
        return at == path.length() && now.get(parts.size());
    }

    /** The places that a character leads to from one place. */
    private void step(BitSet next, int place, int c) {
        Part part = parts.get(place);
        boolean slash = c == '/';
        switch (part.kind()) {
            case SET -> enter(next, part.set().contains(c) ? place + 1 : -1);
            case ONE -> enter(next, slash ? -1 : place + 1);
            case WITHIN_NAME -> enter(next, slash ? -1 : place);
            case ANYTHING -> enter(next, place);
            case DIRECTORIES -> {
                next.set(place);
                enter(next, slash ? place + 1 : -1);
            }
            default -> {
                // takes no character: what can follow it are places of their own
            }
        }
    }

    /** A place, and those that are reached from it without a character; -1 is none. */
    private void enter(BitSet places, int from) {
        int place = from;
        // where somebody has been, what follows is known too; so one character costs the pattern's length at most
        while (place >= 0 && !places.get(place)) {
            places.set(place);
            Kind kind = place == parts.size() ? Kind.SET : parts.get(place).kind();
            if (kind == Kind.MAYBE_DIRECTORIES) {
                places.set(place + 1);
                place += 2;
            } else {
                place = kind == Kind.WITHIN_NAME || kind == Kind.ANYTHING ? place + 1 : -1;
            }
        }
    }

    /** The part before the first wildcard: what a path must begin with, as far as it goes. */
    String literalPrefix() {
        StringBuilder prefix = new StringBuilder();
        for (Part part : parts) {
            if (part.kind() != Kind.SET || !part.set().isSingle()) {
                break;
            }
            prefix.appendCodePoint(part.set().first());
        }
        return prefix.toString();
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class Reader {

        private final String text;
        private final boolean deep;
        private final List<Part> parts = new ArrayList<>();
        private boolean literal = true;
        private int at;

        Reader(String text, boolean deep) {
            this.text = text;
            this.deep = deep;
        }

        PathPattern read() {
            while (at < text.length()) {
                switch (text.charAt(at)) {
                    case '*' -> stars();
                    case '?' -> {
                        at++;
                        add(Kind.ONE);
                    }
                    case '[' -> {
                        CharacterSet set = CharacterSet.read(text, at).orElseThrow(this::invalid);
                        at = set.end();
                        literal = false;
                        parts.add(new Part(Kind.SET, set));
                    }
                    default -> character();
                }
            }
            return new PathPattern(text, List.copyOf(parts), literal);
        }

        private void character() {
            if (text.charAt(at) == '\\') {
                literal = false;
                at++;
                if (at == text.length()) {
                    throw invalid();
                }
            }
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            parts.add(new Part(Kind.SET, CharacterSet.of(c)));
        }

        private void stars() {
            int start = at++;
            if (!deep || !text.startsWith("*", at)) {
                add(Kind.WITHIN_NAME);
                return;
            }
            at++;
            boolean slash = text.startsWith("/", at);
            at += slash ? 1 : 0;
            // docker's matcher takes a pattern of ** and plain text as "ends with that text"
            boolean suffix = start == 0 && !slash
                    && text.substring(at).chars().noneMatch(c -> "*?[]\\".indexOf(c) >= 0);
            if (at == text.length() || suffix) {
                add(Kind.ANYTHING);
            } else {
                add(Kind.MAYBE_DIRECTORIES);
                add(Kind.DIRECTORIES);
            }
        }

        private void add(Kind kind) {
            literal = false;
            parts.add(new Part(kind, CharacterSet.NONE));
        }

        private IllegalArgumentException invalid() {
            return new IllegalArgumentException("syntax error in pattern: " + text);
        }
    }
}
