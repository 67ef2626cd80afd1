package dev.berth.image;

import dev.berth.kernel.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an image is for ({@code linux/arm64/v8}).
 *
 * @param os operating system, {@code GOOS}
 * @param architecture processor, {@code GOARCH}
 * @param variant of the processor, for example {@code v8}
 */
public record Platform(String os, String architecture, Optional<String> variant) {

    /** Operating systems that images are made for. */
    private static final Set<String> SYSTEMS = Set.of("linux", "windows", "freebsd", "darwin");

    /** This machine's. */
    public static Platform current() {
        return new Platform("linux", Machine.CURRENT.oci(), Optional.empty());
    }

    /**
     * Reads {@code os/architecture[/variant]}, or an operating system or an architecture alone. The names that kernels
     * and distributions have for processors become Go's, as containerd's {@code platforms.Normalize} has them.
     *
     * @param text what a user gave with {@code --platform}
     * @throws InvalidReference if it is none
     */
    public static Platform parse(String text) throws InvalidReference {
        String[] parts = text.toLowerCase(java.util.Locale.ROOT).split("/", -1);
        if (parts.length > 3) {
            throw new InvalidReference("\"" + text + "\" is not a platform: expected os/architecture[/variant]");
        }
        for (String part : parts) {
            if (part.isEmpty() || !part.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c)
                    || "_-".indexOf(c) >= 0))) {
                throw new InvalidReference("\"" + text + "\" is not a platform: expected os/architecture[/variant]");
            }
        }
        if (parts.length == 1 && SYSTEMS.contains(parts[0])) {
            return new Platform(parts[0], Machine.CURRENT.oci(), Optional.empty());
        }
        return normal(parts.length == 1 ? "linux" : parts[0], parts.length == 1 ? parts[0] : parts[1],
                parts.length == 3 ? parts[2] : "");
    }

    private static Platform normal(String os, String architecture, String variant) {
        return switch (architecture) {
            case "i386" -> of(os, "386", "");
            case "amd64", "x86_64", "x86-64" -> of(os, "amd64", variant.equals("v1") ? "" : variant);
            case "arm64", "aarch64" -> of(os, "arm64", variant.equals("8") || variant.equals("v8") ? "" : variant);
            case "armhf" -> of(os, "arm", "v7");
            case "armel" -> of(os, "arm", "v6");
            case "arm" -> of(os, "arm", variant.isEmpty() ? "v7" : variant.length() == 1 ? "v" + variant : variant);
            default -> of(os, architecture, variant);
        };
    }

    private static Platform of(String os, String architecture, String variant) {
        return new Platform(os, architecture, variant.isEmpty() ? Optional.empty() : Optional.of(variant));
    }

    /**
     * Whether an image of this platform serves a wish for another; a variant counts when both name one, and arm64's
     * {@code v8} is the same as none.
     *
     * @param wanted what is wished for
     */
    public boolean serves(Platform wanted) {
        return os.equals(wanted.os) && architecture.equals(wanted.architecture)
                && (variant.isEmpty() || wanted.variant.isEmpty() || variant.equals(wanted.variant));
    }

    /**
     * Whether an image of this platform is taken where another is asked for: it serves, or processors of that kind run
     * its programs as they are, as containerd has them ({@code platforms.Only}).
     *
     * @param wanted what is asked for
     */
    public boolean runsOn(Platform wanted) {
        return serves(wanted) || wanted.others().stream().anyMatch(this::serves);
    }

    /** What processors of this kind run besides, the best first. */
    public List<Platform> others() {
        return switch (architecture + variant.orElse("")) {
            case "amd64" -> List.of(of(os, "386", ""));
            case "arm64" -> arms("v8", "v7", "v6", "v5");
            case "armv8" -> arms("v7", "v6", "v5");
            case "armv7" -> arms("v6", "v5");
            case "armv6" -> arms("v5");
            default -> List.of();
        };
    }

    private List<Platform> arms(String... variants) {
        return Arrays.stream(variants).map(each -> of(os, "arm", each)).toList();
    }

    @Override
    public String toString() {
        return os + '/' + architecture + variant.map(v -> '/' + v).orElse("");
    }
}
