/**
 * HTTP/1.1 on a byte channel, as much as the Docker Engine API needs: heads, bodies by length, in chunks or to the end
 * of the connection, and taking the bare stream over after an upgrade.
 *
 * <p>Blocking; one connection is used by one thread for reading and one for writing at most. Knows nothing of Docker.
 * Why it is not a library: decision 0002.
 */
package dev.berth.http;
