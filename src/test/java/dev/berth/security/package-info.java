/**
 * One test class for each advisory, or class of them, that a container runtime must be immune to.
 *
 * <p>Those of images, registries and builds have their tests beside what they attack:
 * <ul>
 * <li>archives that leave their directory (docker CVE-2014-9356, umoci CVE-2021-29136, containerd CVE-2021-32760):
 *     {@code HostileLayerIT}, {@code HostileStreamIT}, {@code HostileArchiveIT}, {@code HostileContextIT},
 *     {@code BuildSecurityIT} for ADD
 * <li>bombs (CVE-2017-14992): {@code RatioGuardTest}, {@code HostileLayerIT}, {@code HostileDockerfileTest},
 *     {@code BuildTextTest}
 * <li>escape sequences on their way to a terminal: {@code FdOutputIT}, {@code PrintableTest}, {@code ListingTest},
 *     {@code LyingRegistryIT}
 * <li>manifest and index at once, digests that are paths, documents without end (CVE-2021-41190, CVE-2024-3727,
 *     CVE-2023-25153): {@code DocumentsTest}, {@code LyingRegistryIT}, {@code ImageStoreIT}
 * <li>credentials that go elsewhere (CVE-2020-15157): {@code LyingRegistryIT}, {@code TlsIT}, {@code ForeignLayerIT}
 * <li>poisoned caches (CVE-2024-24557): {@code BuildSecurityIT}
 * <li>git's options and links (CVE-2019-13139, BuildKit CVE-2026-33748): {@code GitBuildIT}
 * <li>mounts of steps (BuildKit CVE-2024-23651 to 23653, CVE-2026-33747; buildah CVE-2024-1753, 9675, 9676, 11218,
 *     CVE-2021-3602): {@code BuildSecurityIT}; propagation in a mount (CVE-2024-9407): {@code RunMountsTest}
 * <li>buildah CVE-2024-9341 needs the FIPS directories that Podman mounts, and Berth mounts none.
 * </ul>
 */
package dev.berth.security;
