package dev.berth.profile;

import java.util.List;
import java.util.Optional;

/** Collects {@link NetworkSettings}: what is not set stays unsaid. */
public final class NetworkSettingsBuilder {

    private Optional<List<String>> dns = Optional.empty();
    private Optional<List<String>> dnsSearch = Optional.empty();
    private Optional<List<String>> dnsOptions = Optional.empty();
    private Optional<List<String>> extraHosts = Optional.empty();
    private Optional<List<String>> aliases = Optional.empty();

    /** Begins with nothing said. */
    public NetworkSettingsBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public NetworkSettingsBuilder(NetworkSettings from) {
        dns = from.dns();
        dnsSearch = from.dnsSearch();
        dnsOptions = from.dnsOptions();
        extraHosts = from.extraHosts();
        aliases = from.aliases();
    }

    /** Sets {@link NetworkSettings#dns}. */
    public NetworkSettingsBuilder dns(List<String> value) {
        dns = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link NetworkSettings#dnsSearch}. */
    public NetworkSettingsBuilder dnsSearch(List<String> value) {
        dnsSearch = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link NetworkSettings#dnsOptions}. */
    public NetworkSettingsBuilder dnsOptions(List<String> value) {
        dnsOptions = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link NetworkSettings#extraHosts}. */
    public NetworkSettingsBuilder extraHosts(List<String> value) {
        extraHosts = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link NetworkSettings#aliases}. */
    public NetworkSettingsBuilder aliases(List<String> value) {
        aliases = Optional.of(List.copyOf(value));
        return this;
    }

    /** The record; the builder can be used further. */
    public NetworkSettings build() {
        NetworkSettings built = new NetworkSettings(
                dns, dnsSearch, dnsOptions, extraHosts, aliases);
        return built.equals(NetworkSettings.NONE) ? NetworkSettings.NONE : built;
    }
}
