package dev.berth.isolation.seccomp;

import dev.berth.kernel.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes seccomp filters: an array of {@code struct sock_filter}, 8 bytes an instruction, for {@code struct sock_fprog}.
 * What has been made is kept; nothing is read before the first one is asked for.
 */
public final class SeccompFilters {

    private static final String DEFAULT = "/dev/berth/isolation/seccomp.json";
    /** Far above any real profile. */
    private static final long MOST_BYTES = 4 << 20;

    private final Machine machine;
    private final KernelRelease kernel;
    private final Map<Long, byte[]> standard = new ConcurrentHashMap<>();
    private Optional<SyscallTable> table = Optional.empty();
    private Optional<SeccompProfile> profile = Optional.empty();

    /**
     * Filters for a machine.
     *
     * @param machine the machine
     * @param kernel its kernel
     */
    public SeccompFilters(Machine machine, KernelRelease kernel) {
        this.machine = machine;
        this.kernel = kernel;
    }

    /** Filters for the machine at hand. */
    public static SeccompFilters here() {
        return new SeccompFilters(Machine.CURRENT,
                KernelRelease.parse(System.getProperty("os.version")).orElse(new KernelRelease(0, 0)));
    }

    /**
     * The default filter.
     *
     * @param capabilities what the container is allowed, a bit each; some calls are open with some capabilities
     * @return the program, not to be changed
     */
    public byte[] standard(long capabilities) {
        return standard.computeIfAbsent(capabilities, this::compileStandard);
    }

    /**
     * The filter of a file in docker's JSON form.
     *
     * @param file the file
     * @param capabilities what the container is allowed
     * @throws SeccompException if it cannot be read or is not a profile
     */
    public byte[] of(Path file, long capabilities) throws SeccompException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new SeccompException("the seccomp profile " + file + " is too large");
            }
            return compile(ProfileReader.read(Files.readAllBytes(file), file.toString()), capabilities);
        } catch (IOException e) {
            throw new SeccompException("opening seccomp profile (" + file + ") failed: " + e.getMessage(), e);
        }
    }

    /**
     * The filter of a profile in docker's JSON form, as docker's API carries it.
     *
     * @param json the profile
     * @param capabilities what the container is allowed
     * @throws SeccompException if it is not a profile
     */
    public byte[] of(byte[] json, long capabilities) throws SeccompException {
        return compile(ProfileReader.read(json, "of the request"), capabilities);
    }

    private byte[] compile(SeccompProfile from, long capabilities) throws SeccompException {
        return new FilterCompiler(from, new Target(machine, kernel, capabilities), table()).compile();
    }

    private byte[] compileStandard(long capabilities) {
        try {
            return compile(profile(), capabilities);
        } catch (SeccompException e) {
            throw new IllegalStateException("the default seccomp profile is broken", e);
        }
    }

    private synchronized SyscallTable table() {
        if (table.isEmpty()) {
            table = Optional.of(new SyscallTable(machine));
        }
        return table.get();
    }

    private synchronized SeccompProfile profile() throws SeccompException {
        if (profile.isEmpty()) {
            try (InputStream in = SeccompFilters.class.getResourceAsStream(DEFAULT)) {
                profile = Optional.of(ProfileReader.read(in.readAllBytes(), "default"));
            } catch (IOException e) {
                throw new SeccompException("cannot read the default seccomp profile: " + e.getMessage(), e);
            }
        }
        return profile.get();
    }
}
