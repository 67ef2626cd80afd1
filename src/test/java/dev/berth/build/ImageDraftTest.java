package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.image.ImageConfig;
import dev.berth.image.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDraftTest {

    private static final Platform AMD = new Platform("linux", "amd64", Optional.empty());

    private static ImageDraft draft() {
        return new ImageDraft(ImageConfig.empty(AMD), Optional.empty());
    }

    private static Instruction instruction(String text) {
        return Dockerfile.parse("FROM x\n" + text + "\n").stages().get(0).instructions().get(0);
    }

    /** The texts are those of docker 28's classic builder. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ENV A=b C=d|/bin/sh -c #(nop)  ENV A=b C=d", "LABEL a=b|/bin/sh -c #(nop)  LABEL a=b",
        "CMD [\"a\", \"b c\"]|/bin/sh -c #(nop)  CMD [\"a\" \"b c\"]",
        "CMD echo x|/bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"echo x\"]",
        "ENTRYPOINT [\"/e\"]|/bin/sh -c #(nop)  ENTRYPOINT [\"/e\"]", "USER app|/bin/sh -c #(nop)  USER app",
        "VOLUME /a /b|/bin/sh -c #(nop)  VOLUME [/a /b]", "STOPSIGNAL SIGINT|/bin/sh -c #(nop)  STOPSIGNAL SIGINT",
        "EXPOSE 80|/bin/sh -c #(nop)  EXPOSE 80", "MAINTAINER me|/bin/sh -c #(nop)  MAINTAINER me",
        "SHELL [\"/bin/bash\", \"-c\"]|/bin/bash -c #(nop)  SHELL [/bin/bash -c]",
        "ONBUILD RUN x|/bin/sh -c #(nop)  ONBUILD RUN x"})
    void historyIsDockers(String text, String history) throws BuildException {
        assertEquals(history, draft().apply(instruction(text)));
    }

    @Test
    void anEntryPointTakesTheBasesArgumentsAwayButNotItsOwn() throws BuildException {
        ImageConfig base = new ImageConfig(Optional.empty(), List.of(), List.of(), List.of("base"), Optional.empty(),
                java.util.Map.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                AMD);
        ImageDraft draft = new ImageDraft(base, Optional.empty());
        draft.apply(instruction("ENTRYPOINT [\"e\"]"));
        assertEquals(List.of(), draft.config().cmd());
        ImageDraft own = new ImageDraft(base, Optional.empty());
        own.apply(instruction("CMD [\"mine\"]"));
        own.apply(instruction("ENTRYPOINT [\"e\"]"));
        assertEquals(List.of("mine"), own.config().cmd());
    }

    @Test
    void aPathIsThereAsDockerHasIt() {
        assertEquals(List.of("PATH=" + ImageConfig.DEFAULT_PATH), draft().config().env());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"80 80/tcp", "80/UDP 80/udp", "8000-8002 8000/tcp,8001/tcp,8002/tcp",
        "127.0.0.1:80:90 90/tcp"})
    void portsAsConfigurationsHaveThem(String word, String ports) throws BuildException {
        assertEquals(List.of(ports.split(",")), Ports.expand(word));
    }

    @ParameterizedTest
    @CsvSource({"SIGKILL,true", "kill,true", "9,true", "99,true", "RTMIN+3,true", "SIGNONE,false", "0,false",
        "9x,false"})
    void signalsAreThoseOfDocker(String signal, boolean known) throws BuildException {
        Instruction instruction = instruction("STOPSIGNAL " + signal);
        if (known) {
            draft().apply(instruction);
        } else {
            assertEquals("invalid signal: " + signal, assertThrows(BuildException.class,
                    () -> draft().apply(instruction)).getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"x", "80/icmp", "90-80", "65536", "-1"})
    void whatIsNoPortIsRefused(String word) {
        assertThrows(BuildException.class, () -> Ports.expand(word));
    }
}
