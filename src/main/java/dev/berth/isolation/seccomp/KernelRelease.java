package dev.berth.isolation.seccomp;

import java.util.Optional;

/**
 * The part of a kernel's release that profiles compare.
 *
 * @param major the first number
 * @param minor the second number
 */
public record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {

    /**
     * Reads {@code MAJOR.MINOR} and does not care what follows.
     *
     * @param text for example {@code 6.1.0-18-amd64}
     * @return empty if it does not begin with two numbers
     */
    public static Optional<KernelRelease> parse(String text) {
        int dot = text.indexOf('.');
        int end = dot + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        try {
            return dot < 0 ? Optional.empty() : Optional.of(new KernelRelease(
                    Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1, end))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(KernelRelease other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }
}
