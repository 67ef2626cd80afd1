package dev.berth.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.Mutations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    void readsTheTokenChallenge() {
        assertEquals(List.of(new Challenge("bearer", Map.of("realm", "https://auth.example/token", "service",
                "reg,istry",
                "scope", "repository:a/b:pull"))), Challenge.parse("Bearer realm=\"https://auth.example/token\","
                + "service=\"reg,istry\", scope=\"repository:a/b:pull\""));
    }

    @Test
    void readsSeveralAndBare() {
        assertEquals(List.of(new Challenge("negotiate", Map.of()), new Challenge("basic", Map.of("realm", "a \"b\""))),
                Challenge.parse("Negotiate, Basic realm=\"a \\\"b\\\"\""));
    }

    @Test
    void nothingElseHappens() {
        Mutations mutations = new Mutations(5, "\"", "\\", ",", "=", " ", ", Bearer ", "\0", "realm=\"");
        for (int i = 0; i < 20_000; i++) {
            for (Challenge challenge : Challenge.parse(mutations.of("Negotiate, Basic realm=\"a \\\"b\\\"\", Bearer "
                    + "realm=\"https://auth.example/token\",service=\"reg\",scope=\"a:b:c\""))) {
                assertFalse(challenge.scheme().isEmpty());
            }
        }
    }

    @Test
    void endsAtNonsense() {
        assertEquals(List.of(), Challenge.parse(",,="));
        assertEquals(List.of(new Challenge("bearer", Map.of("realm", ""))), Challenge.parse("Bearer realm=\""));
    }
}
