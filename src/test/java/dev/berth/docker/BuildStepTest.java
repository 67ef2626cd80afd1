package dev.berth.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildStepTest {
    private final DockerJson json = new DockerJson();

    private ProgressMessage message(String text) {
        return json.read(ProgressMessage.class, text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(BuildStep.State.class)
    void theLineSaysWhatTheStepDoes(BuildStep.State state) {
        BuildStep step = new BuildStep(3, 7, "base", 12, 14, "RUN make \"all\"", state,
                Optional.of("one\ntwo"), OptionalInt.of(2), Optional.of("it failed"));
        String line = "{\"id\":\"" + BuildStep.LINE_ID + "\",\"aux\":"
                + new String(json.write(step.aux()), StandardCharsets.UTF_8) + "}";
        assertEquals(Optional.of(step), BuildStep.of(message(line)));
    }

    @Test
    void whatIsNotToldIsEmpty() {
        BuildStep step = BuildStep.of(message("{\"id\":\"berth.step\",\"aux\":{\"state\":\"started\"}}")).orElseThrow();
        assertEquals(new BuildStep(0, 0, "", 0, 0, "", BuildStep.State.STARTED, Optional.empty(),
                OptionalInt.empty(), Optional.empty()), step);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"aux\":{\"ID\":\"sha256:1\"}}", "{\"id\":\"0a1b\",\"status\":\"Pulling\"}",
        "{\"stream\":\"Step 1/2 : FROM x\"}", "{\"id\":\"berth.step\",\"aux\":{\"state\":\"of a newer engine\"}}"})
    void otherLinesAreNoSteps(String line) {
        assertEquals(Optional.empty(), BuildStep.of(message(line)));
    }
}
