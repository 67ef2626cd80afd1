package dev.berth.isolation;

/**
 * A device node.
 *
 * @param path absolute path in the container
 * @param block whether it is a block device
 * @param major major number
 * @param minor minor number
 * @param mode permission bits
 * @param uid owner in the container
 * @param gid group in the container
 */
public record DeviceNode(String path, boolean block, int major, int minor, int mode, int uid, int gid) {
}
