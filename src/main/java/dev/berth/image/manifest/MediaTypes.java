package dev.berth.image.manifest;

import dev.berth.image.layer.Compression;

/** Media types of OCI images (image specification, media-types.md) and of Docker's (schema 2). */
public final class MediaTypes {

    /** An OCI index. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    /** An OCI manifest. */
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    /** An OCI configuration. */
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    /** A layer of an OCI image, not compressed; {@code +gzip} and {@code +zstd} may follow. */
    public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
    /** Docker's index. */
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    /** Docker's manifest, schema 2. */
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    /** Docker's configuration. */
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    /** A layer of a Docker image. */
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private MediaTypes() {
    }

    /** Whether it is an index of several manifests. */
    public static boolean isIndex(String type) {
        return type.equals(OCI_INDEX) || type.equals(DOCKER_LIST);
    }

    /** Whether it is an image's manifest. */
    public static boolean isManifest(String type) {
        return type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
    }

    /** Whether a layer of that type is an archive without compression. */
    public static boolean isPlain(String type) {
        return type.equals(OCI_LAYER) || type.equals("application/vnd.docker.image.rootfs.diff.tar");
    }

    /** Whether a layer of that type lies elsewhere ("foreign", "nondistributable") and is not in the registry. */
    public static boolean isForeign(String type) {
        return type.contains("foreign") || type.contains("nondistributable");
    }

    /**
     * The type of a layer.
     *
     * @param compression none, gzip or zstd
     */
    public static String layer(Compression compression) {
        return switch (compression) {
            case NONE -> OCI_LAYER;
            case GZIP -> OCI_LAYER + "+gzip";
            case ZSTD -> OCI_LAYER + "+zstd";
            default -> throw new IllegalArgumentException("no layer is compressed with " + compression);
        };
    }
}
