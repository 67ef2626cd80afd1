package dev.berth.engine;

import dev.berth.engine.EngineException.Kind;
import dev.berth.isolation.ProcessSpec;
import dev.berth.kernel.Errno;
import dev.berth.kernel.Fd;
import dev.berth.kernel.KernelException;
import dev.berth.kernel.OpenFlags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The users and groups of an image, from its {@code /etc/passwd} and {@code /etc/group}. Both files come from whoever
 * made the image: they are found without leaving the image, and a line that is not as passwd(5) or group(5) has it is
 * passed over.
 */
public final class UserDatabase {

    /** The largest id: larger ones wrap to negative numbers somewhere (CVE-2024-40635). */
    private static final long MOST = Integer.MAX_VALUE;
    private static final int MOST_BYTES = 1 << 20;
    private static final String RANGE = "uids and gids must be in range 0-2147483647";

    private record User(String name, int uid, int gid, String home, String shell) {
    }

    private record Group(String name, int gid, List<String> members) {
    }

    private final List<User> users;
    private final List<Group> groups;

    private UserDatabase(List<User> users, List<Group> groups) {
        this.users = users;
        this.groups = groups;
    }

    /**
     * A user, found.
     *
     * @param identity its numbers; the primary group is the first of the groups (CVE-2022-36109)
     * @param name its name, if it has one
     * @param home its home directory, {@code /} without one
     * @param shell its shell, if it has one
     */
    public record Found(ProcessSpec.Identity identity, Optional<String> name, String home, Optional<String> shell) {
    }

    /**
     * Reads the files of an image.
     *
     * @param root the image's root directory
     * @throws EngineException if a file cannot be read or is larger than 1 MiB
     */
    public static UserDatabase read(Fd root) throws EngineException {
        return parse(content(root, "/etc/passwd"), content(root, "/etc/group"));
    }

    /**
     * Reads the text of the files.
     *
     * @param passwd as passwd(5) has it
     * @param group as group(5) has it
     */
    static UserDatabase parse(String passwd, String group) {
        List<User> users = new ArrayList<>();
        for (String line : passwd.split("\n")) {
            String[] fields = line.strip().split(":", -1);
            if (fields.length < 4 || unusable(fields[0])) {
                continue;
            }
            int uid = id(fields[2]);
            int gid = id(fields[3]);
            if (uid >= 0 && gid >= 0) {
                users.add(new User(fields[0], uid, gid, fields.length > 5 ? fields[5] : "",
                        fields.length > 6 ? fields[6] : ""));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (String line : group.split("\n")) {
            String[] fields = line.strip().split(":", -1);
            if (fields.length >= 3 && !unusable(fields[0]) && id(fields[2]) >= 0) {
                groups.add(new Group(fields[0], id(fields[2]),
                        fields.length > 3 ? List.of(fields[3].split(",")) : List.of()));
            }
        }
        return new UserDatabase(users, groups);
    }

    /**
     * Finds a user, by docker's rules: a number always means the id, never a user of that name (CVE-2016-3697); further
     * groups come from the image only when no group was named.
     *
     * @param spec {@code user}, {@code user:group}, {@code :group} or empty, which is root; names or numbers
     * @param additional further groups, names or numbers
     * @throws EngineException if the image has no such user or group, or a number is out of range
     */
    public Found find(String spec, List<String> additional) throws EngineException {
        String[] parts = spec.split(":", -1);
        String userPart = parts[0];
        String groupPart = parts.length > 1 ? parts[1] : "";
        if (parts.length > 2) {
            throw new EngineException(Kind.BAD_PARAMETER, "unable to find user " + spec + ": it is not user[:group]");
        }
        OptionalLong number = userPart.isEmpty() ? OptionalLong.of(0) : number(userPart);
        Optional<User> user = users.stream().filter(u -> number.isPresent() ? u.uid == number.getAsLong()
                : u.name.equals(userPart)).findFirst();
        if (user.isEmpty() && number.isEmpty()) {
            throw new EngineException(Kind.BAD_PARAMETER,
                    "unable to find user " + userPart + ": no matching entries in passwd file");
        }
        int uid = user.isPresent() ? user.get().uid : inRange(number.getAsLong());
        int gid = groupPart.isEmpty() ? user.map(User::gid).orElse(0) : group(groupPart, "unable");
        Set<Integer> all = new LinkedHashSet<>();
        all.add(gid);
        if (groupPart.isEmpty() && user.isPresent()) {
            groups.stream().filter(g -> g.members.contains(user.get().name)).forEach(g -> all.add(g.gid));
        }
        for (String name : additional) {
            all.add(group(name, "Unable"));
        }
        return new Found(new ProcessSpec.Identity(uid, gid, List.copyOf(all)), user.map(User::name),
                user.map(User::home).filter(h -> !h.isEmpty()).orElse("/"),
                user.map(User::shell).filter(s -> !s.isEmpty()));
    }

    private int group(String name, String word) throws EngineException {
        OptionalLong number = number(name);
        if (number.isPresent()) {
            return inRange(number.getAsLong());
        }
        for (Group group : groups) {
            if (group.name.equals(name)) {
                return group.gid;
            }
        }
        throw new EngineException(Kind.BAD_PARAMETER,
                word + " to find group " + name + ": no matching entries in group file");
    }

    private static int inRange(long id) throws EngineException {
        if (id < 0 || id > MOST) {
            throw new EngineException(Kind.BAD_PARAMETER, RANGE);
        }
        return (int) id;
    }

    /** A number as docker takes it: decimal digits with or without a sign, no blanks, no other base. */
    private static OptionalLong number(String text) {
        int digits = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (digits == text.length() || text.length() > 19) {
            return OptionalLong.empty();
        }
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static int id(String field) {
        OptionalLong number = number(field);
        boolean good = number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= MOST;
        return good && Character.isDigit(field.charAt(0)) ? (int) number.getAsLong() : -1;
    }

    private static boolean unusable(String name) {
        return name.isEmpty() || name.startsWith("+") || name.startsWith("-") || name.startsWith("#");
    }

    private static String content(Fd root, String path) throws EngineException {
        // O_PATH first: opening what an image calls /etc/passwd must not wait on a pipe or wake a device
        try (Fd file = Fd.openInRoot(root.number(), path, OpenFlags.PATH, 0)) {
            Path opened = Path.of("/proc/self/fd/" + file.number());
            if (!Files.isRegularFile(opened)) {
                return "";
            }
            try (InputStream in = Files.newInputStream(opened)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new EngineException(Kind.BAD_PARAMETER, "unable to read " + path
                            + " of the image: it is larger than 1 MiB");
                }
                // a zero byte would end a home directory in the middle of an environment
                return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\n');
            }
        } catch (IOException e) {
            if (e instanceof KernelException k && (k.errno() == Errno.ENOENT || k.errno() == Errno.ENOTDIR
                    || k.errno() == Errno.ELOOP)) {
                return ""; // an image without it has no names; docker says so only when one is asked for
            }
            throw new EngineException(Kind.SYSTEM, "unable to read " + path + " of the image: " + e.getMessage(), e);
        }
    }
}
