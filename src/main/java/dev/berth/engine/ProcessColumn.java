package dev.berth.engine;

import dev.berth.engine.ProcessList.Machine;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** A column of {@code ps}: its names after {@code -o}, its title, and what it shows of a process. */
enum ProcessColumn {

    PID("PID", (p, m) -> Integer.toString(p.pid()), "pid", "tgid"),
    PPID("PPID", (p, m) -> Integer.toString(p.parent()), "ppid"),
    PGID("PGID", (p, m) -> Integer.toString(p.group()), "pgid", "pgrp"),
    SID("SID", (p, m) -> Integer.toString(p.session()), "sid", "sess", "session"),
    UID("UID", (p, m) -> m.user(p.uid()), "-f uid"),
    USER("USER", (p, m) -> m.user(p.uid()), "user", "euser", "uname"),
    USER_ID("UID", (p, m) -> Integer.toString(p.uid()), "uid", "euid"),
    GROUP_ID("GID", (p, m) -> Integer.toString(p.gid()), "gid", "egid"),
    C("C", (p, m) -> Long.toString(Math.min(99, m.permille(p) / 10)), "c"),
    CPU("%CPU", (p, m) -> tenths(m.permille(p)), "%cpu", "pcpu"),
    MEMORY("%MEM", (p, m) -> tenths(m.memoryPermille(p)), "%mem", "pmem"),
    VSZ("VSZ", (p, m) -> Long.toString(p.virtualBytes() / 1024), "vsz", "vsize"),
    RSS("RSS", (p, m) -> Long.toString(p.residentKib()), "rss", "rssize", "rsz"),
    TTY("TTY", (p, m) -> terminal(p.terminal()), "tty", "tt", "tname"),
    STATE("S", (p, m) -> String.valueOf(p.state()), "s", "state"),
    STAT("STAT", (p, m) -> state(p), "stat"),
    NICE("NI", (p, m) -> Integer.toString(p.nice()), "ni", "nice"),
    PRIORITY("PRI", (p, m) -> Integer.toString(39 - p.priority()), "pri"),
    THREADS("NLWP", (p, m) -> Integer.toString(p.threads()), "nlwp", "thcount"),
    STIME("STIME", (p, m) -> day(m.started(p), m, false), "stime", "start_time"),
    START("START", (p, m) -> day(m.started(p), m, true), "start", "bsdstart"),
    TIME("TIME", (p, m) -> clock(p.ticks() / ProcessEntry.HERTZ), "time", "cputime"),
    MINUTES("TIME", (p, m) -> minutes(p.ticks() / ProcessEntry.HERTZ), "bsdtime"),
    ELAPSED("ELAPSED", (p, m) -> elapsed(m.elapsedSeconds(p)), "etime"),
    SECONDS("ELAPSED", (p, m) -> Long.toString(m.elapsedSeconds(p)), "etimes"),
    NAME("COMMAND", (p, m) -> p.command(), "comm", "ucmd", "ucomm"),
    CMD("CMD", (p, m) -> p.arguments(), "cmd"),
    COMMAND("COMMAND", (p, m) -> p.arguments(), "args", "command");

    private static final String[] MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
        "Nov", "Dec"};

    private final String title;
    private final BiFunction<ProcessEntry, Machine, String> cell;
    private final String[] names;

    ProcessColumn(String title, BiFunction<ProcessEntry, Machine, String> cell, String... names) {
        this.title = title;
        this.cell = cell;
        this.names = names;
    }

    /** The column that has a name after {@code -o}. */
    static Optional<ProcessColumn> named(String name) {
        for (ProcessColumn column : values()) {
            for (String candidate : column.names) {
                if (candidate.equals(name)) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    /** Its title. */
    String title() {
        return title;
    }

    /** What it shows. */
    String of(ProcessEntry process, Machine machine) {
        return cell.apply(process, machine);
    }

    private static String tenths(long permille) {
        return permille / 10 + "." + permille % 10;
    }

    /** As the kernel numbers them (Documentation/admin-guide/devices.txt): 136 to 143 are pseudo-terminals. */
    private static String terminal(int device) {
        int major = device >> 8 & 0xFFF;
        int minor = device & 0xFF | device >> 12 & 0xFFF00;
        if (major >= 136 && major <= 143) {
            return "pts/" + (minor + (major - 136) * 256);
        } else if (major == 4 && minor < 64) {
            return "tty" + minor;
        }
        return major == 4 ? "ttyS" + (minor - 64) : "?";
    }

    private static String state(ProcessEntry p) {
        return p.state() + (p.nice() < 0 ? "<" : p.nice() > 0 ? "N" : "") + (p.session() == p.pid() ? "s" : "")
                + (p.threads() > 1 ? "l" : "") + (p.foreground() == p.group() ? "+" : "");
    }

    private static String day(LocalDateTime time, Machine machine, boolean within24Hours) {
        LocalDateTime now = machine.now();
        boolean clock = within24Hours ? Duration.between(time, now).toHours() < 24
                : time.toLocalDate().equals(now.toLocalDate());
        if (clock) {
            return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
        } else if (time.getYear() != now.getYear() && !within24Hours) {
            return Integer.toString(time.getYear());
        }
        return String.format(Locale.ROOT, "%s%02d", MONTHS[time.getMonthValue() - 1], time.getDayOfMonth());
    }

    private static String clock(long seconds) {
        String clock = String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60,
                seconds % 60);
        return seconds < 86_400 ? clock : seconds / 86_400 + "-" + clock;
    }

    private static String minutes(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String elapsed(long seconds) {
        return seconds < 3600 ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60) : clock(seconds);
    }
}
