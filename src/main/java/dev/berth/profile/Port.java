package dev.berth.profile;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One {@code [[ports]]} table: a port of the container that the host answers.
 *
 * @param hostAddress the host's address; absent is all
 * @param hostPort the host's port; absent lets the engine choose
 * @param containerPort the container's port
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record Port(Optional<String> hostAddress, OptionalInt hostPort, int containerPort, String protocol) {
}
