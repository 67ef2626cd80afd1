package dev.berth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UnaskedTest {

    /** What is faked. */
    interface Engine {
        String name();

        default String greeting() {
            return "I am " + name();
        }

        void fail() throws IOException;

        void rename(String name);
    }

    /** What of it is asked. */
    static final class FakeEngine {
        public String name() {
            return "fake";
        }

        public void fail() throws IOException {
            throw new IOException("as told");
        }

        public void rename(int number) {
        }
    }

    private final Engine engine = Unasked.of(Engine.class, new FakeEngine());

    @Test
    void answersWhatTheFakeDoes() {
        assertEquals("fake", engine.name());
        assertEquals("I am fake", engine.greeting());
        assertEquals("as told", assertThrows(IOException.class, engine::fail).getMessage());
    }

    @Test
    void failsWhoeverAsksMore() {
        assertEquals("no test asks for Engine.rename",
                assertThrows(AssertionError.class, () -> engine.rename("x")).getMessage());
    }
}
