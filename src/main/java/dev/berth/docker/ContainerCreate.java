package dev.berth.docker;

import java.util.Optional;

/**
 * A request to create a container. On the wire the parts of {@code config} stand beside the other three.
 *
 * @param config what it runs
 * @param hostConfig how it meets the host
 * @param networkingConfig its networks
 * @param berth Berth's addition
 */
public record ContainerCreate(
        ContainerConfig config,
        Optional<HostConfig> hostConfig,
        Optional<NetworkingConfig> networkingConfig,
        Optional<BerthCreate> berth) {

    /** A request from its JSON form. */
    public static ContainerCreate fromJson(DockerJson json, byte[] text) {
        ContainerConfig config = json.read(ContainerConfig.class, text);
        CreateExtras extras = json.read(CreateExtras.class, text);
        return new ContainerCreate(config, extras.hostConfig(), extras.networkingConfig(), extras.berth());
    }

    /** This request in its JSON form. */
    public byte[] toJson(DockerJson json) {
        byte[] first = json.write(config);
        byte[] second = json.write(new CreateExtras(hostConfig, networkingConfig, berth));
        if (second.length == 2) {
            return first;
        }
        // Two objects become one: the closing brace of the first and the opening one of the second become a comma.
        byte[] both = new byte[first.length + second.length - 1];
        System.arraycopy(first, 0, both, 0, first.length - 1);
        both[first.length - 1] = ',';
        System.arraycopy(second, 1, both, first.length, second.length - 1);
        return both;
    }
}
