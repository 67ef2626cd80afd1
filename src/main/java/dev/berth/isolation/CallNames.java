package dev.berth.isolation;

import dev.berth.kernel.Sys;
import java.util.List;

/** What the parameters of system calls and the fields of their structures are called, as in their manual pages. */
final class CallNames {

    private CallNames() {
    }

    /**
     * The names of a call's parameters, in order; fewer than it takes where the first says what the rest is.
     *
     * @param call the system call
     */
    static List<String> parameters(Sys call) {
        return switch (call) {
            case MOUNT -> List.of("source", "target", "type", "flags", "data");
            case UMOUNT2 -> List.of("target", "flags");
            case MOVE_MOUNT -> List.of("from", "from_path", "to", "to_path", "flags");
            case FSOPEN -> List.of("type", "flags");
            case FSCONFIG -> List.of("fs", "command", "key", "value", "aux");
            case FSMOUNT -> List.of("fs", "flags", "attributes");
            case PIVOT_ROOT -> List.of("new_root", "put_old");
            case OPENAT -> List.of("directory", "path", "flags", "mode");
            case MKDIRAT -> List.of("directory", "path", "mode");
            case MKNODAT -> List.of("directory", "path", "mode", "device");
            case SYMLINKAT -> List.of("target", "directory", "path");
            case FCHOWNAT -> List.of("directory", "path", "uid", "gid", "flags");
            case RENAMEAT2 -> List.of("from", "from_path", "to", "to_path", "flags");
            case UNLINKAT -> List.of("directory", "path", "flags");
            case READ, WRITE -> List.of("fd", "buffer", "count");
            case CLOSE, FCHDIR -> List.of("fd");
            case CHDIR, CHROOT -> List.of("path");
            case CLOSE_RANGE -> List.of("first", "last", "flags");
            case DUP3 -> List.of("from", "to", "flags");
            case FCNTL -> List.of("fd", "command", "argument");
            case IOCTL -> List.of("fd", "request", "argument");
            case SOCKET -> List.of("domain", "type", "protocol");
            case CLONE3 -> List.of("arguments", "size");
            case UNSHARE -> List.of("flags");
            case SETNS -> List.of("fd", "type");
            case EXECVE -> List.of("program", "arguments", "environment");
            case PRLIMIT64 -> List.of("pid", "resource", "new", "old");
            case RT_SIGPROCMASK -> List.of("how", "set", "old", "size");
            case SETRESUID, SETRESGID -> List.of("real", "effective", "saved");
            case SETGROUPS -> List.of("count", "groups");
            case SETPGID -> List.of("pid", "group");
            case SETHOSTNAME, SETDOMAINNAME -> List.of("name", "length");
            case UMASK -> List.of("mask");
            case CAPSET -> List.of("header", "sets");
            case SECCOMP -> List.of("operation", "flags", "filter");
            case LANDLOCK_CREATE_RULESET -> List.of("attributes", "size", "flags");
            case LANDLOCK_ADD_RULE -> List.of("ruleset", "type", "rule", "flags");
            case LANDLOCK_RESTRICT_SELF -> List.of("ruleset", "flags");
            case EXIT_GROUP -> List.of("status");
            case WAIT4 -> List.of("pid", "status", "options", "usage");
            case PRCTL -> List.of("option");
            case KEYCTL -> List.of("operation");
            default -> List.of();
        };
    }

    /**
     * The names of a structure's fields, in order.
     *
     * @param structure its name
     */
    static List<String> fields(String structure) {
        return switch (structure) {
            case "clone_args" -> List.of("flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack",
                    "stack_size", "tls", "set_tid", "set_tid_size", "cgroup");
            case "sock_fprog" -> List.of("len", "filter");
            case "landlock_ruleset_attr" -> List.of("handled_access_fs");
            default -> List.of();
        };
    }
}
