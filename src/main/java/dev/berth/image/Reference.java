package dev.berth.image;

import java.util.Locale;
import java.util.Optional;

/**
 * An image's name with its registry, {@code docker.io/library/busybox:latest}, read and expanded as docker does
 * (distribution's reference grammar).
 *
 * @param domain the registry's host and port
 * @param path the repository in it
 * @param tag the tag; {@link #withDefaultTag()} adds {@code latest}
 * @param digest a manifest's digest
 */
public record Reference(String domain, String path, Optional<String> tag, Optional<Digest> digest) {

    /** The registry of names that give none. */
    public static final String DEFAULT_DOMAIN = "docker.io";
    /** The tag of names that give neither tag nor digest. */
    public static final String DEFAULT_TAG = "latest";

    private static final String OFFICIAL = "library/";
    private static final int NAME_LIMIT = 255;
    private static final int TAG_LIMIT = 128;

    /**
     * Reads {@code [domain/]path[:tag][@digest]}.
     *
     * @param text what a user gave
     * @throws InvalidReference if it does not follow the grammar; docker's wording
     */
    public static Reference parse(String text) throws InvalidReference {
        if (Digest.isHex(text)) {
            throw new InvalidReference("invalid repository name (" + text
                    + "), cannot specify 64-byte hexadecimal strings");
        }
        String name = text;
        Optional<Digest> digest = Optional.empty();
        int at = text.indexOf('@');
        if (at >= 0) {
            try {
                digest = Optional.of(Digest.parse(text.substring(at + 1)));
            } catch (InvalidImage e) {
                throw invalid();
            }
            name = text.substring(0, at);
        }
        String domain = DEFAULT_DOMAIN;
        String rest = name;
        int slash = name.indexOf('/');
        if (slash >= 0 && isDomain(name.substring(0, slash))) {
            domain = name.substring(0, slash);
            rest = name.substring(slash + 1);
        }
        if (domain.equals("index.docker.io")) {
            domain = DEFAULT_DOMAIN;
        }
        int colon = rest.indexOf(':');
        String path = colon < 0 ? rest : rest.substring(0, colon);
        if (domain.equals(DEFAULT_DOMAIN) && path.indexOf('/') < 0) {
            path = OFFICIAL + path;
        }
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
        check(domain, path, tag);
        return new Reference(domain, path, tag, digest);
    }

    /** The same with the tag {@code latest} if it has neither tag nor digest. */
    public Reference withDefaultTag() {
        return tag.isPresent() || digest.isPresent() ? this
                : new Reference(domain, path, Optional.of(DEFAULT_TAG), digest);
    }

    /**
     * The same with another tag and no digest.
     *
     * @param other the tag
     */
    public Reference withTag(String other) {
        return new Reference(domain, path, Optional.of(other), Optional.empty());
    }

    /** Registry and repository, {@code docker.io/library/busybox}. */
    public String repository() {
        return domain + '/' + path;
    }

    /** The repository as docker shows it: {@code busybox}, {@code user/app}, {@code ghcr.io/a/b}. */
    public String familiarRepository() {
        if (!domain.equals(DEFAULT_DOMAIN)) {
            return repository();
        }
        boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
        return official ? path.substring(OFFICIAL.length()) : path;
    }

    /** As docker shows it, with tag and digest: {@code busybox:latest}. */
    public String familiar() {
        return familiarRepository() + suffix();
    }

    /**
     * Registry, repository and digest as docker shows them: {@code busybox@sha256:…}.
     *
     * @param repoDigest with the whole repository, {@code docker.io/library/busybox@sha256:…}
     */
    public static String familiar(String repoDigest) {
        String hub = DEFAULT_DOMAIN + '/';
        String path = repoDigest.startsWith(hub) ? repoDigest.substring(hub.length()) : repoDigest;
        return path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0 && !path.equals(repoDigest)
                ? path.substring(OFFICIAL.length()) : path;
    }

    @Override
    public String toString() {
        return repository() + suffix();
    }

    private String suffix() {
        return tag.map(t -> ':' + t).orElse("") + digest.map(d -> "@" + d).orElse("");
    }

    private static boolean isDomain(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static void check(String domain, String path, Optional<String> tag) throws InvalidReference {
        if (!path.equals(path.toLowerCase(Locale.ROOT))) {
            throw new InvalidReference("invalid reference format: repository name (" + path + ") must be lowercase");
        }
        if (!isHost(domain) || !isPath(path) || tag.isPresent() && !isTag(tag.get())) {
            throw invalid();
        }
        if (path.length() > NAME_LIMIT || domain.length() + 1 + path.length() > NAME_LIMIT) {
            throw new InvalidReference("repository name must not be more than " + NAME_LIMIT + " characters");
        }
    }

    private static InvalidReference invalid() {
        return new InvalidReference("invalid reference format");
    }

    private static boolean isHost(String domain) {
        String host = domain;
        int end = domain.startsWith("[") ? domain.indexOf(']') : -1;
        int colon = domain.indexOf(':', Math.max(end, 0));
        if (colon >= 0) {
            String port = domain.substring(colon + 1);
            if (port.isEmpty() || port.length() > 5 || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
            host = domain.substring(0, colon);
        }
        if (end >= 0) {
            return host.length() == end + 1 && host.substring(1, end).chars()
                    .allMatch(c -> c == ':' || Character.digit(c, 16) >= 0 && c < 128);
        }
        for (String label : host.split("\\.", -1)) {
            if (label.isEmpty() || label.startsWith("-") || label.endsWith("-")
                    || !label.chars().allMatch(c -> c == '-' || isAlphanumeric(c) || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPath(String path) {
        for (String component : path.split("/", -1)) {
            if (!isComponent(component)) {
                return false;
            }
        }
        return true;
    }

    /** Lower-case letters and digits, parted by one dot, one or two underscores, or any number of dashes. */
    private static boolean isComponent(String component) {
        int n = component.length();
        if (n == 0 || !isAlphanumeric(component.charAt(0)) || !isAlphanumeric(component.charAt(n - 1))) {
            return false;
        }
        int i = 0;
        while (i < n) {
            if (isAlphanumeric(component.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            while (!isAlphanumeric(component.charAt(i))) {
                i++;
            }
            String separator = component.substring(start, i);
            boolean dashes = separator.chars().allMatch(c -> c == '-');
            if (!dashes && !separator.equals(".") && !separator.equals("_") && !separator.equals("__")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTag(String tag) {
        if (tag.isEmpty() || tag.length() > TAG_LIMIT || tag.charAt(0) == '.' || tag.charAt(0) == '-') {
            return false;
        }
        return tag.chars().allMatch(c -> isAlphanumeric(c) || c >= 'A' && c <= 'Z' || c == '_' || c == '.' || c == '-');
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
