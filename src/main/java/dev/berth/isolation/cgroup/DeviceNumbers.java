package dev.berth.isolation.cgroup;

/** Takes a device's number apart, as {@code makedev(3)} packs it. */
public final class DeviceNumbers {

    private DeviceNumbers() {
    }

    /** The major number. */
    public static long major(long device) {
        return device >>> 8 & 0xfff | device >>> 32 & ~0xfffL;
    }

    /** The minor number. */
    public static long minor(long device) {
        return device & 0xff | device >>> 12 & ~0xffL;
    }
}
