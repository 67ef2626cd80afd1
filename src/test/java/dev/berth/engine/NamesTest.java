package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"web,web", "/web,web", "a.b-c_d,a.b-c_d", "0x,0x", "Web-1,Web-1"})
    void takesNames(String given, String name) throws Exception {
        assertEquals(name, Names.container(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "//web", "../x", "..", ".x", "-x", "_x", "a/b", "a b", "wéb", "a\n", "a:b"})
    void refusesNames(String name) {
        EngineException e = assertThrows(EngineException.class, () -> Names.container(name));
        assertEquals("Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed",
                e.getMessage());
        assertEquals(EngineException.Kind.BAD_PARAMETER, e.kind());
    }

    @Test
    void refusesNamesThatAreNoFileNames() {
        assertTrue(Names.valid("x".repeat(255)));
        assertFalse(Names.valid("x".repeat(256)));
    }

    @Test
    void counts() {
        Set<String> taken = Set.of("web-1", "web-3");
        assertEquals("web-2", Names.counted("web-{n}", taken::contains));
        assertEquals("db-1", Names.counted("db-{n}", taken::contains));
        assertEquals("web-1", Names.counted("web-1", taken::contains));
    }

    @Test
    void makesIds() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String id = Names.newId();
            assertTrue(id.matches("[0-9a-f]{64}"), id);
            assertFalse(id.substring(0, 12).matches("[0-9]+"), id);
            assertTrue(ids.add(id));
        }
    }

    @Test
    void makesUpNamesThatAreFree() {
        NameGenerator generator = new NameGenerator();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < 6000; i++) {
            String name = generator.next(taken::contains);
            assertTrue(Names.valid(name), name);
            assertTrue(taken.add(name));
        }
    }
}
