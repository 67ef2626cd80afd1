package dev.berth.shell;

/** What docker's client makes of an image's name before it asks. Whether it is one at all, the engine says. */
final class ImageName {

    private static final String HUB = "docker.io";

    private ImageName() {
    }

    /** The reference with {@code :latest} where it has neither tag nor digest. */
    static String withTag(String image) {
        return image.indexOf('@') >= 0 || image.indexOf(':', image.lastIndexOf('/') + 1) >= 0 ? image
                : image + ":latest";
    }

    /**
     * The whole name, registry included: {@code docker.io/library/busybox:latest}.
     *
     * @param image a name, with tag or digest or without
     */
    static String whole(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        if (first.equals("index." + HUB)) {
            return whole(HUB + image.substring(slash));
        }
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String domain = host ? first : HUB;
        String path = host ? image.substring(slash + 1) : image;
        return domain + '/' + (domain.equals(HUB) && path.indexOf('/') < 0 ? "library/" : "") + path;
    }
}
