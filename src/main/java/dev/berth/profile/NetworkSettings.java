package dev.berth.profile;

import java.util.List;
import java.util.Optional;

/**
 * Name resolution of a container.
 *
 * @param dns name servers, in place of the host's
 * @param dnsSearch search domains
 * @param dnsOptions resolver options
 * @param extraHosts lines for {@code /etc/hosts}, docker's form {@code name:address}
 * @param aliases further names on the container's network
 */
public record NetworkSettings(
        Optional<List<String>> dns,
        Optional<List<String>> dnsSearch,
        Optional<List<String>> dnsOptions,
        Optional<List<String>> extraHosts,
        Optional<List<String>> aliases) {

    /** Nothing said. */
    public static final NetworkSettings NONE = new NetworkSettings(Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Lays these settings over others; lists replace.
     *
     * @param below what counts where this says nothing
     * @return both as one
     */
    public NetworkSettings over(NetworkSettings below) {
        if (this == NONE || below == NONE) {
            return this == NONE ? below : this;
        }
        return new NetworkSettings(
                Over.of(dns, below.dns),
                Over.of(dnsSearch, below.dnsSearch),
                Over.of(dnsOptions, below.dnsOptions),
                Over.of(extraHosts, below.extraHosts),
                Over.of(aliases, below.aliases));
    }
}
