package dev.berth.isolation.lsm;

import dev.berth.isolation.ProcessSpec.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** AppArmor: which profile a container is under, and the one that Berth brings itself. */
public final class AppArmor {

    /** The profile for containers that ask for none. */
    public static final String DEFAULT = "berth-default";
    private static final String UNCONFINED = "unconfined";
    private static final String KEY = "security.apparmor";
    private static final long PARSER_SECONDS = 30;

    private final Path root;
    private boolean loaded;

    /** The machine at hand. */
    public AppArmor() {
        this(Path.of("/"));
    }

    /** A machine whose {@code /sys} and {@code /etc} are below a directory. */
    AppArmor(Path root) {
        this.root = root;
    }

    /** Whether the kernel has it and it is on. */
    public boolean enabled() {
        try {
            return Files.isDirectory(root.resolve("sys/kernel/security/apparmor"))
                    && Files.readString(root.resolve("sys/module/apparmor/parameters/enabled")).startsWith("Y");
        } catch (IOException e) {
            // a kernel without it has no such file
            return false;
        }
    }

    /**
     * The label of a container; loads Berth's own profile when it is first needed.
     *
     * @param asked the profile that was asked for by name
     * @param privileged whether the container is privileged, which by default is unconfined
     * @return empty if it is unconfined
     * @throws LabelException if a profile that was asked for cannot be had
     */
    public Optional<Label> label(Optional<String> asked, boolean privileged) throws LabelException {
        String name = asked.orElse(privileged ? UNCONFINED : DEFAULT);
        if (name.equals(UNCONFINED)) {
            return Optional.empty();
        }
        if (!enabled()) {
            if (asked.isPresent() && !name.equals(DEFAULT)) {
                throw new LabelException(KEY + " = \"" + name + "\" cannot be had: AppArmor is not enabled on this"
                        + " kernel");
            }
            return Optional.empty();
        }
        if (name.equals(DEFAULT)) {
            try {
                load();
            } catch (LabelException e) {
                if (asked.isPresent()) {
                    throw e;
                }
                System.getLogger(AppArmor.class.getName()).log(System.Logger.Level.WARNING,
                        "containers run without AppArmor: " + e.getMessage());
                return Optional.empty();
            }
        } else if (!has(name)) {
            throw new LabelException("AppArmor profile \"" + name + "\" is not loaded; load it with apparmor_parser");
        }
        // since Linux 5.8 modules have files of their own, so that they can be stacked
        boolean own = Files.exists(root.resolve("proc/self/attr/apparmor/exec"));
        return Optional.of(new Label(own ? "apparmor/exec" : "exec", "exec " + name,
                Optional.of("changeprofile " + name), name.equals(DEFAULT), KEY));
    }

    /** Loads Berth's profile into the kernel, unless it is there. */
    private synchronized void load() throws LabelException {
        if (loaded || has(DEFAULT)) {
            loaded = true;
            return;
        }
        String text = AppArmorProfile.text(DEFAULT, Files.exists(root.resolve("etc/apparmor.d/abi/3.0")),
                Files.exists(root.resolve("etc/apparmor.d/tunables/global")));
        try {
            Process parser = new ProcessBuilder("apparmor_parser", "--replace", "--skip-cache")
                    .redirectErrorStream(true).start();
            try (var in = parser.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(parser.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (!parser.waitFor(PARSER_SECONDS, TimeUnit.SECONDS) || parser.exitValue() != 0) {
                parser.destroyForcibly();
                throw new LabelException("cannot load the AppArmor profile " + DEFAULT + ": apparmor_parser says: "
                        + said);
            }
            loaded = true;
        } catch (IOException e) {
            throw new LabelException("cannot load the AppArmor profile " + DEFAULT + ": " + e.getMessage()
                    + "; install apparmor_parser (the package apparmor)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabelException("interrupted while loading the AppArmor profile " + DEFAULT, e);
        }
    }

    private boolean has(String name) throws LabelException {
        Path file = root.resolve("sys/kernel/security/apparmor/profiles");
        try {
            for (String line : Files.readString(file).split("\n")) {
                if (line.startsWith(name + " (")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new LabelException("cannot read which AppArmor profiles are loaded: " + e.getMessage(), e);
        }
    }
}
