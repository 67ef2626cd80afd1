package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassicTextTest {

    private static List<String> read(String... pieces) {
        ClassicText text = new ClassicText();
        List<String> steps = new ArrayList<>();
        for (String piece : pieces) {
            text.read(piece).forEach(step -> steps.add(step.number() + "/" + step.total() + " " + step.state()
                    + step.output().map(output -> " " + output).orElse("")));
        }
        return steps;
    }

    /** The pieces are those of docker 28. */
    @Test
    void stepsOfARealBuild() {
        assertEquals(List.of("1/4 STARTED", "1/4 DONE", "2/4 CACHED", "3/4 STARTED", "3/4 OUTPUT hello\n",
                "3/4 OUTPUT to standard error\n", "3/4 OUTPUT \n", "3/4 DONE", "4/4 STARTED", "4/4 DONE"),
                read("Step 1/4 : FROM busybox", "\n", " ---> afa07e190267\n", "Step 2/4 : ARG X=1", "\n",
                        " ---> Using cache\n", " ---> 8f0fe4fbea39\n", "Step 3/4 : RUN echo hello", "\n",
                        " ---> Running in 46f8acfa7d0b\n", "hello\n", "\033[91mto standard error\n\033[0m", "\n",
                        " ---> Removed intermediate container 46f8acfa7d0b\n", " ---> 0437a0b3fb55\n",
                        "Step 4/4 : CMD [\"x\"]", "\n", " ---> Running in 3\n", " ---> 4\n",
                        "Successfully built 4\n", "Successfully tagged x:latest\n"));
    }

    @Test
    void theTitleAloneIsNoBeginning() {
        assertEquals(List.of(), read("Step 1/2 : FROM busybox", "\n"));
        assertEquals(List.of(), read("some words of an engine\n"));
        assertEquals(List.of(), read("Step by step\n"));
    }
}
