package dev.berth.profile.form;

import dev.berth.profile.Mount;
import dev.berth.profile.MountBuilder;
import java.util.ArrayList;
import java.util.List;

/** Docker's {@code -v source:target[:options]} and {@code --tmpfs target[:options]}. */
public final class MountSpecs {

    /** Mount options that a profile and docker's flags take besides those with a key of their own. */
    public static final List<String> OPTIONS = List.of("nosuid", "suid", "nodev", "dev", "noexec", "exec", "noatime",
            "atime", "nodiratime", "diratime", "relatime", "norelatime", "strictatime", "nosymfollow", "symfollow",
            "sync", "async", "nocopy", "copy");

    /** Bind propagation, {@code mount(8)}'s names. */
    public static final List<String> PROPAGATION =
            List.of("private", "rprivate", "slave", "rslave", "shared", "rshared");

    private MountSpecs() {
    }

    /**
     * Reads a {@code -v} value. A source that begins with a slash, a dot or a tilde is a bind mount whose missing
     * source is created; another one is a volume's name. Relative paths are left as they are: only the client knows
     * what they are relative to.
     *
     * @param text docker's form
     * @return the mount
     * @throws FormException in docker's wording
     */
    public static Mount volume(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 3 || text.isEmpty()) {
            throw new FormException("invalid volume specification: '" + text + "'");
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                throw new FormException("invalid spec: " + text + ": empty section between colons");
            }
        }
        String source = parts.length == 1 ? "" : parts[0];
        boolean bind = source.startsWith("/") || source.startsWith(".") || source.startsWith("~");
        if (!source.isEmpty() && !bind && !Names.isName(source)) {
            throw new FormException("create " + source + ": \"" + source + "\" includes invalid characters for a local"
                    + " volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
                    + " directory, use absolute path");
        }
        Mount.Type type = bind ? Mount.Type.BIND : Mount.Type.VOLUME;
        MountBuilder mount = new MountBuilder(type, volumeTarget(parts, text, type)).create(bind);
        if (!source.isEmpty()) {
            mount.source(source);
        }
        if (parts.length == 3) {
            volumeOptions(mount, parts[2], bind);
        }
        return mount.build();
    }

    private static String volumeTarget(String[] parts, String text, Mount.Type type) {
        try {
            return target(parts.length == 1 ? parts[0] : parts[1]);
        } catch (FormException e) {
            throw new FormException("invalid volume specification: '" + text + "': invalid mount config for type \""
                    + type.text() + "\": " + e.getMessage());
        }
    }

    private static void volumeOptions(MountBuilder mount, String text, boolean bind) {
        List<String> options = new ArrayList<>();
        for (String option : text.split(",", -1)) {
            if (option.equals("ro") || option.equals("rw")) {
                mount.readOnly(option.equals("ro"));
            } else if (PROPAGATION.contains(option) && bind) {
                mount.propagation(option);
            } else if (option.equals("bind") || option.equals("rbind")) {
                mount.recursive(option.equals("rbind"));
            } else if (OPTIONS.contains(option)) {
                options.add(option);
            } else if (!option.equals("z") && !option.equals("Z") && !option.equals("cached")
                    && !option.equals("delegated") && !option.equals("consistent")) {
                throw new FormException("invalid mode: " + text);
            }
        }
        mount.options(options);
    }

    /**
     * Reads a {@code --tmpfs} value.
     *
     * @param text docker's form, for example {@code /run:size=64m,mode=1777,noexec}
     * @return the mount
     * @throws FormException in docker's wording
     */
    public static Mount tmpfs(String text) {
        int colon = text.indexOf(':');
        MountBuilder mount = new MountBuilder(Mount.Type.TMPFS,
                target(colon < 0 ? text : text.substring(0, colon)));
        if (colon < 0) {
            return mount.build();
        }
        List<String> options = new ArrayList<>();
        for (String option : text.substring(colon + 1).split(",", -1)) {
            if (option.equals("ro") || option.equals("rw")) {
                mount.readOnly(option.equals("ro"));
            } else if (option.startsWith("size=")) {
                mount.sizeBytes(Sizes.parseDocker(option.substring(5)));
            } else if (option.startsWith("mode=")) {
                mount.mode(mode(option.substring(5)));
            } else if (OPTIONS.contains(option)) {
                options.add(option);
            } else {
                throw new FormException("invalid tmpfs option [\"" + option + "\"]");
            }
        }
        return mount.options(options).build();
    }

    /**
     * Reads permission bits.
     *
     * @param text octal digits, for example {@code 1777}
     * @return the bits
     * @throws FormException if they are no octal digits of at most four places
     */
    public static int mode(String text) {
        String digits = text.startsWith("0o") ? text.substring(2) : text;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '7' || i > 4) {
                throw new FormException("invalid mode: " + text);
            }
        }
        int bits = digits.isEmpty() ? -1 : Integer.parseInt(digits, 8);
        if (bits < 0 || bits > 07777) {
            throw new FormException("invalid mode: " + text);
        }
        return bits;
    }

    /**
     * Checks a mount's target.
     *
     * @param target the path in the container
     * @return the target
     * @throws FormException in docker's wording
     */
    static String target(String target) {
        if (!target.startsWith("/")) {
            throw new FormException("invalid mount path: '" + target + "' mount path must be absolute");
        }
        for (String part : target.split("/")) {
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                return target;
            }
        }
        throw new FormException("invalid specification: destination can't be '/'");
    }
}
