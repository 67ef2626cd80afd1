package dev.berth.shell;

import dev.berth.client.DockerClient;
import dev.berth.session.FdOutput;
import dev.berth.session.Session;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a command runs with.
 *
 * @param session its arguments, streams, terminal and environment
 * @param client the engine
 * @param surroundings the program around it
 * @param name the command's words, for example {@code container ls}
 */
public record Context(Session session, DockerClient client, Surroundings surroundings, String name) {

    /** Standard output. */
    public FdOutput out() {
        return session.out();
    }

    /** Standard error. */
    public FdOutput err() {
        return session.err();
    }

    /**
     * Writes a line to standard output.
     *
     * @param line without its end
     * @throws IOException if nobody reads it
     */
    public void println(String line) throws IOException {
        session.out().println(line);
    }

    /**
     * Writes a line to standard output through a template, whose own text may colour what it shows.
     *
     * @param template what the user gave
     * @param value what it shows
     * @throws IOException if nobody reads it
     */
    void println(Template template, Object value) throws IOException {
        out().draw(template.render(value, out()::shown) + '\n');
    }

    /**
     * Asks a question on the terminal and reads the answer, for {@code prune} and the like.
     *
     * @param question ends without a line end
     * @return whether it was answered with y or yes
     * @throws IOException if the terminal fails
     */
    public boolean confirms(String question) throws IOException {
        out().print(question);
        StringBuilder answer = new StringBuilder();
        int c = session.in().read();
        while (c >= 0 && c != '\n') {
            answer.append((char) c);
            c = session.in().read();
        }
        String word = answer.toString().strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    /**
     * A value as JSON as {@code inspect} prints it.
     *
     * @param json the engine's text
     */
    static Object json(byte[] json) {
        return Json.parse(new String(json, StandardCharsets.UTF_8));
    }
}
