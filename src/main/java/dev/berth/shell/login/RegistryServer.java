package dev.berth.shell.login;

/** How docker's configuration names registries. */
public final class RegistryServer {

    /** Docker Hub, by its address of old. */
    public static final String HUB = "https://index.docker.io/v1/";

    private RegistryServer() {
    }

    /**
     * The name of a server as a user writes it: {@code HOST[:PORT]}, also with scheme and path, which do not count.
     *
     * @param given what was typed; nothing is Docker Hub
     */
    public static String of(String given) {
        String host = given;
        int scheme = host.indexOf("://");
        host = scheme < 0 ? host : host.substring(scheme + 3);
        int slash = host.indexOf('/');
        host = slash < 0 ? host : host.substring(0, slash);
        boolean hub = host.isEmpty() || host.equals("docker.io") || host.equals("index.docker.io")
                || host.equals("registry-1.docker.io");
        return hub ? HUB : host;
    }

    /**
     * The name of the registry that an image's name leads to.
     *
     * @param image as a user writes it, or the beginning of one up to the slash
     */
    public static String ofImage(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        return host ? of(first) : HUB;
    }
}
