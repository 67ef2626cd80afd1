package dev.berth.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects {@link Security}: what is not set stays unsaid. */
public final class SecurityBuilder {

    private Optional<Boolean> privileged = Optional.empty();
    private Optional<Security.Capabilities> capabilities = Optional.empty();
    private Optional<Boolean> noNewPrivileges = Optional.empty();
    private Optional<String> seccomp = Optional.empty();
    private Optional<String> apparmor = Optional.empty();
    private Optional<String> selinux = Optional.empty();
    private Optional<Security.Landlock> landlock = Optional.empty();
    private Optional<Boolean> readOnly = Optional.empty();
    private Optional<List<String>> masked = Optional.empty();
    private Optional<List<String>> readonly = Optional.empty();
    private Optional<Boolean> unmasked = Optional.empty();
    private Optional<List<String>> devices = Optional.empty();
    private Optional<List<String>> deviceRules = Optional.empty();
    private final Map<String, String> sysctls = new LinkedHashMap<>();

    /** Begins with nothing said. */
    public SecurityBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public SecurityBuilder(Security from) {
        privileged = from.privileged();
        capabilities = from.capabilities();
        noNewPrivileges = from.noNewPrivileges();
        seccomp = from.seccomp();
        apparmor = from.apparmor();
        selinux = from.selinux();
        landlock = from.landlock();
        readOnly = from.readOnly();
        masked = from.masked();
        readonly = from.readonly();
        unmasked = from.unmasked();
        devices = from.devices();
        deviceRules = from.deviceRules();
        sysctls.putAll(from.sysctls());
    }

    /** Sets {@link Security#privileged}. */
    public SecurityBuilder privileged(boolean value) {
        privileged = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#capabilities}. */
    public SecurityBuilder capabilities(Security.Capabilities value) {
        capabilities = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#noNewPrivileges}. */
    public SecurityBuilder noNewPrivileges(boolean value) {
        noNewPrivileges = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#seccomp}. */
    public SecurityBuilder seccomp(String value) {
        seccomp = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#apparmor}. */
    public SecurityBuilder apparmor(String value) {
        apparmor = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#selinux}. */
    public SecurityBuilder selinux(String value) {
        selinux = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#landlock}. */
    public SecurityBuilder landlock(Security.Landlock value) {
        landlock = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#readOnly}. */
    public SecurityBuilder readOnly(boolean value) {
        readOnly = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#masked}. */
    public SecurityBuilder masked(List<String> value) {
        masked = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Security#readonly}. */
    public SecurityBuilder readonly(List<String> value) {
        readonly = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Security#unmasked}. */
    public SecurityBuilder unmasked(boolean value) {
        unmasked = Optional.of(value);
        return this;
    }

    /** Sets {@link Security#devices}. */
    public SecurityBuilder devices(List<String> value) {
        devices = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets {@link Security#deviceRules}. */
    public SecurityBuilder deviceRules(List<String> value) {
        deviceRules = Optional.of(List.copyOf(value));
        return this;
    }

    /** Sets a kernel parameter. */
    public SecurityBuilder sysctl(String key, String value) {
        sysctls.put(key, value);
        return this;
    }

    /** The record; the builder can be used further. */
    public Security build() {
        Security built = new Security(
                privileged, capabilities, noNewPrivileges, seccomp, apparmor, selinux, landlock, readOnly, masked,
                readonly, unmasked, devices, deviceRules, Collections.unmodifiableMap(new LinkedHashMap<>(sysctls)));
        return built.equals(Security.NONE) ? Security.NONE : built;
    }
}
