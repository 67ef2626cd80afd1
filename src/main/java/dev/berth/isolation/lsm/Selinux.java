package dev.berth.isolation.lsm;

import dev.berth.isolation.ProcessSpec.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** SELinux labels from docker's options {@code user:}, {@code role:}, {@code type:}, {@code level:}. */
public final class Selinux {

    private static final String KEY = "security.selinux";
    private static final String[] PARTS = {"user", "role", "type", "level"};

    private final Path mount;

    /** The machine at hand. */
    public Selinux() {
        this(Path.of("/sys/fs/selinux"));
    }

    /** A machine whose selinuxfs is somewhere else. */
    Selinux(Path mount) {
        this.mount = mount;
    }

    /** Whether the kernel has it and a policy is loaded. */
    public boolean enabled() {
        return Files.exists(mount.resolve("enforce"));
    }

    /**
     * The label of a container that asks for one.
     *
     * @param option one or more parts, for example {@code type:container_t}, separated by commas, or {@code disable}
     * @return empty if the container asks to go without
     * @throws LabelException if SELinux is not there or the option is none
     */
    public Optional<Label> label(String option) throws LabelException {
        if (option.equals("disable")) {
            return Optional.empty();
        }
        String context = context(option);
        if (!enabled()) {
            throw new LabelException(KEY + " = \"" + option + "\" cannot be had: SELinux is not enabled on this"
                    + " kernel");
        }
        return Optional.of(new Label("exec", context, Optional.empty(), false, KEY));
    }

    /** The full context; what is not said is what container policies have. */
    static String context(String option) throws LabelException {
        String[] values = {"system_u", "system_r", "container_t", "s0"};
        int at = 0;
        while (at < option.length()) {
            // a level has commas of its own (s0:c1,c2), so it goes to the end
            int comma = option.startsWith("level:", at) ? -1 : option.indexOf(',', at);
            int end = comma < 0 ? option.length() : comma;
            set(option, option.substring(at, end), values);
            at = end + 1;
        }
        return String.join(":", values);
    }

    private static void set(String option, String part, String[] values) throws LabelException {
        for (int i = 0; i < PARTS.length; i++) {
            if (part.startsWith(PARTS[i] + ":") && part.length() > PARTS[i].length() + 1) {
                values[i] = part.substring(PARTS[i].length() + 1);
                return;
            }
        }
        throw new LabelException("bad label option \"" + option
                + "\", valid options 'disable' or 'user, role, level, type' followed by ':' and a value");
    }
}
