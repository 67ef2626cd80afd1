package dev.berth.image;

import dev.berth.kernel.Machine;
import java.util.Optional;

/**
 * What an image is for ({@code linux/arm64/v8}).
 *
 * @param os operating system, {@code GOOS}
 * @param architecture processor, {@code GOARCH}
 * @param variant of the processor, for example {@code v8}
 */
public record Platform(String os, String architecture, Optional<String> variant) {

    /** This machine's. */
    public static Platform current() {
        return new Platform("linux", Machine.CURRENT.oci(), Optional.empty());
    }

    /**
     * Reads {@code os/architecture[/variant]} or an architecture alone; {@code x86_64} and {@code aarch64} also.
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
        String architecture = parts.length == 1 ? parts[0] : parts[1];
        Optional<String> variant = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        return new Platform(parts.length == 1 ? "linux" : parts[0], switch (architecture) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> architecture;
        }, variant);
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

    @Override
    public String toString() {
        return os + '/' + architecture + variant.map(v -> '/' + v).orElse("");
    }
}
