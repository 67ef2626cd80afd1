package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.image.Image;
import dev.berth.image.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Build arguments that mean something to the builder, and the automatic ones of platforms. */
class BuiltInArgumentsIT extends BuildTests {

    private Image build(Map<String, String> arguments, String dockerfile) throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.arguments = arguments;
        return build.context().build(request, dockerfile);
    }

    @Test
    void commandsSeeTheHostNameAndNobodyWarnsOfIt() throws Exception {
        String dockerfile = "FROM busybox\nRUN busybox hostname\n";
        build(Map.of(), dockerfile);
        assertEquals("berth-build\n", build.said.output());
        BuildFixture.Request request = BuildFixture.request();
        request.arguments = Map.of("BUILDKIT_SANDBOX_HOSTNAME", "sandbox", "BUILDKIT_INLINE_CACHE", "1");
        request.noCache = true;
        build.context().build(request, dockerfile);
        assertEquals("sandbox\n", build.said.output());
        assertEquals(0, build.said.count("warning"), build.said.lines().toString());
    }

    @Test
    void cachesHaveANamespace() throws Exception {
        String dockerfile = "FROM busybox\nARG N\nRUN --mount=type=cache,target=/c echo $N >> /c/n && cat /c/n\n";
        build(Map.of("N", "1"), dockerfile);
        build(Map.of("N", "2", "BUILDKIT_CACHE_MOUNT_NS", "other"), dockerfile);
        assertEquals("2\n", build.said.output());
        build(Map.of("N", "3", "BUILDKIT_CACHE_MOUNT_NS", "other"), dockerfile);
        assertEquals("2\n3\n", build.said.output());
        build(Map.of("N", "4"), dockerfile);
        assertEquals("1\n4\n", build.said.output());
    }

    @Test
    void theImageIsNotYoungerThanItsSources() throws Exception {
        Instant epoch = Instant.ofEpochSecond(1_000_000_000);
        String dockerfile = "FROM busybox AS a\nRUN echo a > /a\nFROM a\nENV B=1\nRUN echo $SOURCE_DATE_EPOCH\n"
                + "ARG SOURCE_DATE_EPOCH\nRUN echo $SOURCE_DATE_EPOCH\n";
        Image before = build(Map.of(), dockerfile);
        Image image = build(Map.of("SOURCE_DATE_EPOCH", "1000000000"), dockerfile);
        assertEquals("1000000000\n", build.said.output());
        assertEquals(epoch, image.created());
        List<HistoryEntry> history = image.history();
        int base = history.size() - 5;
        for (int i = 0; i < history.size(); i++) {
            assertEquals(i < base ? before.history().get(i).created() : Optional.of(epoch), history.get(i).created());
        }
        assertEquals(image.id(), build(Map.of("SOURCE_DATE_EPOCH", "1000000000"), dockerfile).id());
        assertEquals("invalid SOURCE_DATE_EPOCH: yesterday", assertThrows(BuildException.class,
                () -> build(Map.of("SOURCE_DATE_EPOCH", "yesterday"), dockerfile)).getMessage());
        assertEquals("invalid boolean value for BUILDKIT_CONTEXT_KEEP_GIT_DIR: perhaps",
                assertThrows(BuildException.class, () -> build(Map.of("BUILDKIT_CONTEXT_KEEP_GIT_DIR", "perhaps"),
                        dockerfile)).getMessage());
    }
}
