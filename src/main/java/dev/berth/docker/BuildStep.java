package dev.berth.docker;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happens to one step of a build. Berth's own: an engine tells it as {@code {"id":"berth.step","aux":{…}}} in the
 * answer to {@code POST /build}, in place of Docker's {@code stream} text, to a client that sends the header
 * {@code X-Berth-Progress: steps}. Steps of stages that do not need each other may run at the same time. The bars of
 * pulled layers come as lines of their own, as Docker sends them, while their {@code FROM} runs.
 *
 * @param number the step, from 1, as in Docker's {@code Step 2/5}
 * @param total how many there are; may grow when {@code ONBUILD} adds some
 * @param stage the stage's name, or its number from 0
 * @param line the instruction's first line in the Dockerfile, from 1; 0 where it comes from elsewhere
 * @param endLine its last line
 * @param text the instruction in one line
 * @param state what happened
 * @param output what a step printed, for {@link State#OUTPUT}; may end within a line
 * @param exitCode of its command, for {@link State#FAILED} where a command ran
 * @param error why it failed, for {@link State#FAILED}
 */
public record BuildStep(
        int number,
        int total,
        String stage,
        int line,
        int endLine,
        String text,
        State state,
        Optional<String> output,
        OptionalInt exitCode,
        Optional<String> error) {

    /** The {@code id} of the lines that hold a step. */
    public static final String LINE_ID = "berth.step";
    /** The request header that asks for steps. */
    public static final String HEADER = "X-Berth-Progress";
    /** Its value. */
    public static final String HEADER_VALUE = "steps";

    /** What happened. */
    public enum State {
        /** It begins. */
        STARTED,
        /** It has printed something. */
        OUTPUT,
        /** It need not run: its result is there. Comes in place of {@link #STARTED}. */
        CACHED,
        /** It has succeeded. */
        DONE,
        /** It has failed; the answer's {@code error} line follows. */
        FAILED,
        /** It was given up because another one failed. */
        CANCELED
    }

    /** The step as the {@code aux} of its line. */
    public Map<String, Object> aux() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("number", number);
        map.put("total", total);
        map.put("stage", stage);
        map.put("line", line);
        map.put("endLine", endLine);
        map.put("text", text);
        map.put("state", state.name().toLowerCase(Locale.ROOT));
        output.ifPresent(value -> map.put("output", value));
        exitCode.ifPresent(value -> map.put("exitCode", value));
        error.ifPresent(value -> map.put("error", value));
        return map;
    }

    /** The step that a line of the answer holds, if it holds one. */
    public static Optional<BuildStep> of(ProgressMessage message) {
        if (!message.id().filter(LINE_ID::equals).isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> aux = message.aux();
        Optional<State> state = state(string(aux, "state"));
        if (state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BuildStep(integer(aux, "number"), integer(aux, "total"), string(aux, "stage"),
                integer(aux, "line"), integer(aux, "endLine"), string(aux, "text"), state.get(),
                Optional.ofNullable((String) aux.get("output")),
                aux.get("exitCode") instanceof Number n ? OptionalInt.of(n.intValue()) : OptionalInt.empty(),
                Optional.ofNullable((String) aux.get("error"))));
    }

    private static Optional<State> state(String name) {
        for (State state : State.values()) {
            if (state.name().equalsIgnoreCase(name)) {
                return Optional.of(state);
            }
        }
        // of a newer engine
        return Optional.empty();
    }

    private static int integer(Map<String, Object> map, String key) {
        return map.get(key) instanceof Number n ? n.intValue() : 0;
    }

    private static String string(Map<String, Object> map, String key) {
        return map.get(key) instanceof String s ? s : "";
    }
}
