package dev.berth.kernel;

/**
 * Who is at the other end of a Unix socket, as the kernel recorded it at connect ({@code SO_PEERCRED}, unix(7)).
 *
 * @param pid process
 * @param uid user
 * @param gid group
 */
public record PeerCredentials(int pid, int uid, int gid) {
}
