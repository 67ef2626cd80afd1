package dev.berth.image.layer;

/**
 * What a layer may be at most, so that a hostile one cannot fill memory or disk.
 *
 * @param entries how many files
 * @param totalBytes of all files together
 * @param ratio how many times its compressed size it may grow to, once it is larger than {@link #RATIO_FREE_BYTES}
 */
public record TarLimits(long entries, long totalBytes, int ratio) {

    /** Generous for every real image: four million files, 256 GiB, 300 times its compressed size. */
    public static final TarLimits DEFAULT = new TarLimits(4_000_000, 256L << 30, 300);

    /** Below this many bytes the ratio does not count: 1 GiB. */
    public static final long RATIO_FREE_BYTES = 1L << 30;

    /** Longest path in bytes ({@code PATH_MAX} of linux/limits.h, with its zero byte). */
    static final int PATH_LENGTH = 4095;
    /** Longest name of a file in bytes ({@code NAME_MAX}). */
    static final int NAME_LENGTH = 255;
    /** Longest name of an extended attribute ({@code XATTR_NAME_MAX}). */
    static final int XATTR_NAME_LENGTH = 255;
    /** Longest value of an extended attribute ({@code XATTR_SIZE_MAX}). */
    static final int XATTR_VALUE_LENGTH = 65536;
    /** Longest extended header in bytes; the same as Go's archive/tar. */
    static final int HEADER_LENGTH = 1 << 20;
    /** Most pieces of a sparse file. */
    static final int SPARSE_PIECES = 1 << 18;
}
