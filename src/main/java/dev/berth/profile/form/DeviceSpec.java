package dev.berth.profile.form;

/**
 * A host device in a container, docker's {@code --device host[:container][:rwm]}.
 *
 * @param host path on the host
 * @param container path in the container
 * @param permissions of the device cgroup: {@code r}, {@code w} and {@code m}
 */
public record DeviceSpec(String host, String container, String permissions) {

    /** What a device may look like, for error messages. */
    public static final String ACCEPTED = "\"host[:container][:rwm]\", for example \"/dev/fuse:rwm\"";

    /**
     * Reads a device.
     *
     * @param text docker's form
     * @return the device; the container's path is the host's and the permissions are {@code rwm} if not given
     * @throws FormException in docker's wording
     */
    public static DeviceSpec parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 3 || parts[0].isEmpty()) {
            throw new FormException("invalid device specification: " + text);
        }
        String permissions = "rwm";
        String container = parts[0];
        if (parts.length == 3) {
            container = parts[1].isEmpty() ? parts[0] : parts[1];
            permissions = parts[2];
        } else if (parts.length == 2 && isPermissions(parts[1])) {
            permissions = parts[1];
        } else if (parts.length == 2) {
            container = parts[1];
        }
        if (!isPermissions(permissions)) {
            throw new FormException("bad mode specified: " + permissions);
        }
        if (!parts[0].startsWith("/")) {
            throw new FormException(parts[0] + " is not an absolute path");
        }
        if (!container.startsWith("/")) {
            throw new FormException(container + " is not an absolute path");
        }
        return new DeviceSpec(parts[0], container, permissions);
    }

    private static boolean isPermissions(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("rwm".indexOf(text.charAt(i)) < 0 || text.indexOf(text.charAt(i)) != i) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
