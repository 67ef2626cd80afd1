package dev.berth.api;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;

/**
 * Makes the socket. Who may use it is a matter of its file mode alone: {@code 0660} and a group where the engine is
 * root's: that of the configuration, else {@code docker} if it exists, as docker has it; else {@code 0600}.
 */
final class ApiSocket {
    private static final String GROUP = "docker";
    /** Connections that wait to be accepted. */
    private static final int BACKLOG = 1024;

    private ApiSocket() {
    }

    /**
     * Listens at a path.
     *
     * @param group the configuration's {@code socket_group}
     * @throws IOException when another engine answers there, the path is something else than a socket, or there is no
     *         such group
     */
    static ServerSocketChannel listen(Path path, Optional<String> group) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.getParent());
            Files.createDirectory(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        removeStale(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            // Bound under a name that nobody knows and renamed when its mode is right: between bind and chmod a socket
            // has the mode of the process' umask.
            Path hidden = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(hidden);
            channel.bind(UnixDomainSocketAddress.of(hidden), BACKLOG);
            restrict(hidden, group);
            Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class,
                LinkOption.NOFOLLOW_LINKS).isOther()) {
            throw new IOException("cannot listen at " + path + ": there is something else than a socket; remove it or "
                    + "choose another path");
        }
        boolean answers = false;
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            answers = probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            // Refused: whoever made the socket is gone.
            answers = false;
        }
        if (answers) {
            throw new IOException("cannot listen at " + path + ": another engine answers there");
        }
        Files.deleteIfExists(path);
    }

    private static void restrict(Path path, Optional<String> wanted) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        String mode = "rw-------";
        if (Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid"))) {
            try {
                GroupPrincipal group = path.getFileSystem().getUserPrincipalLookupService()
                        .lookupPrincipalByGroupName(wanted.orElse(GROUP));
                view.setGroup(group);
                mode = "rw-rw----";
            } catch (UserPrincipalNotFoundException e) {
                if (wanted.isPresent()) {
                    throw new IOException("socket_group of the configuration: there is no group " + wanted.get()
                            + " on this machine", e);
                }
                // without docker's group only root may
            }
        }
        view.setPermissions(PosixFilePermissions.fromString(mode));
    }
}
