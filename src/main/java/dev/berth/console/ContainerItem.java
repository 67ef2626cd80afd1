package dev.berth.console;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A container as the console lists it.
 *
 * @param id the full id
 * @param name without a leading slash
 * @param image reference it was created from
 * @param command what runs in it, for people to read
 * @param state {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code exited} or {@code dead}
 * @param status the state in words, as {@code Up 5 minutes}
 * @param ports published ports in words
 * @param memoryLimitBytes the limit, where there is one and the engine tells it in the list
 * @param profile the profile that it was launched from
 * @param created when it was made
 */
public record ContainerItem(String id, String name, String image, String command, String state, String status,
        String ports, OptionalLong memoryLimitBytes, Optional<String> profile, Instant created) {
    /** Whether its processes exist. */
    boolean isLive() {
        return isRunning() || isPaused() || state.equals("restarting");
    }

    /** What command lines name it by. */
    Subject subject() {
        return new Subject(Kind.CONTAINER, name, id, image);
    }

    boolean isRunning() {
        return state.equals("running");
    }

    boolean isPaused() {
        return state.equals("paused");
    }
}
