package dev.berth.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressMessageTest {

    private final DockerJson json = new DockerJson();

    private static ProgressMessage message(Map<String, Object> aux) {
        return new ProgressMessage(Optional.empty(), Optional.of("Pushed"), Optional.of("x"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), aux);
    }

    /** Docker's client shows no line that has {@code aux}. */
    @Test
    void whatHasNoResultSaysNothingOfOne() {
        assertEquals("{\"status\":\"Pushed\",\"id\":\"x\"}", new String(json.write(message(Map.of())),
                StandardCharsets.UTF_8));
    }

    @Test
    void aResultGoesThereAndBack() {
        Map<String, Object> aux = Map.of("ID", "sha256:1");
        byte[] text = json.write(message(aux));
        assertEquals("{\"status\":\"Pushed\",\"id\":\"x\",\"aux\":{\"ID\":\"sha256:1\"}}", new String(text,
                StandardCharsets.UTF_8));
        assertEquals(aux, json.read(ProgressMessage.class, text).aux());
        assertEquals(Map.of(), json.read(ProgressMessage.class, "{\"aux\":null}".getBytes(StandardCharsets.UTF_8))
                .aux());
    }
}
