package dev.berth.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts a {@link ContainerConfig} together; what is not set stays empty, zero or false. */
public final class ContainerConfigBuilder {
    private String hostname = "";
    private String domainname = "";
    private String user = "";
    private boolean attachStdin;
    private boolean attachStdout;
    private boolean attachStderr;
    private Set<String> exposedPorts = Set.of();
    private boolean tty;
    private boolean openStdin;
    private boolean stdinOnce;
    private List<String> env = List.of();
    private Optional<List<String>> cmd = Optional.empty();
    private Optional<HealthConfig> healthcheck = Optional.empty();
    private String image = "";
    private Set<String> volumes = Set.of();
    private String workingDir = "";
    private Optional<List<String>> entrypoint = Optional.empty();
    private Optional<Boolean> networkDisabled = Optional.empty();
    private Optional<String> macAddress = Optional.empty();
    private List<String> onBuild = List.of();
    private Map<String, String> labels = Map.of();
    private Optional<String> stopSignal = Optional.empty();
    private OptionalInt stopTimeout = OptionalInt.empty();
    private List<String> shell = List.of();

    /** Begins with nothing set. */
    public ContainerConfigBuilder() {
    }

    /** Begins with what another one says. */
    public ContainerConfigBuilder(ContainerConfig from) {
        hostname = from.hostname();
        domainname = from.domainname();
        user = from.user();
        attachStdin = from.attachStdin();
        attachStdout = from.attachStdout();
        attachStderr = from.attachStderr();
        exposedPorts = from.exposedPorts();
        tty = from.tty();
        openStdin = from.openStdin();
        stdinOnce = from.stdinOnce();
        env = from.env();
        cmd = from.cmd();
        healthcheck = from.healthcheck();
        image = from.image();
        volumes = from.volumes();
        workingDir = from.workingDir();
        entrypoint = from.entrypoint();
        networkDisabled = from.networkDisabled();
        macAddress = from.macAddress();
        onBuild = from.onBuild();
        labels = from.labels();
        stopSignal = from.stopSignal();
        stopTimeout = from.stopTimeout();
        shell = from.shell();
    }

    /** Sets {@code Hostname}: UTS host name. */
    public ContainerConfigBuilder hostname(String value) {
        hostname = value;
        return this;
    }

    /** Sets {@code Domainname}: NIS domain name. */
    public ContainerConfigBuilder domainname(String value) {
        domainname = value;
        return this;
    }

    /** Sets {@code User}: {@code user[:group]}. */
    public ContainerConfigBuilder user(String value) {
        user = value;
        return this;
    }

    /** Sets {@code AttachStdin}: whether the creator wants to attach standard input. */
    public ContainerConfigBuilder attachStdin(boolean value) {
        attachStdin = value;
        return this;
    }

    /** Sets {@code AttachStdout}: whether the creator wants standard output. */
    public ContainerConfigBuilder attachStdout(boolean value) {
        attachStdout = value;
        return this;
    }

    /** Sets {@code AttachStderr}: whether the creator wants standard error. */
    public ContainerConfigBuilder attachStderr(boolean value) {
        attachStderr = value;
        return this;
    }

    /** Sets {@code ExposedPorts}: ports as {@code 80/tcp}. */
    public ContainerConfigBuilder exposedPorts(Set<String> value) {
        exposedPorts = value;
        return this;
    }

    /** Sets {@code Tty}: whether process 1 has a pseudo-terminal. */
    public ContainerConfigBuilder tty(boolean value) {
        tty = value;
        return this;
    }

    /** Sets {@code OpenStdin}: whether standard input stays open. */
    public ContainerConfigBuilder openStdin(boolean value) {
        openStdin = value;
        return this;
    }

    /** Sets {@code StdinOnce}: whether standard input closes when its first attached client leaves. */
    public ContainerConfigBuilder stdinOnce(boolean value) {
        stdinOnce = value;
        return this;
    }

    /** Sets {@code Env}: environment as {@code NAME=value}; {@code NAME} alone unsets. */
    public ContainerConfigBuilder env(List<String> value) {
        env = value;
        return this;
    }

    /** Sets {@code Cmd}: arguments after the entry point; absent takes the image's. */
    public ContainerConfigBuilder cmd(Optional<List<String>> value) {
        cmd = value;
        return this;
    }

    /** Sets {@code Healthcheck}: the health check; absent takes the image's. */
    public ContainerConfigBuilder healthcheck(Optional<HealthConfig> value) {
        healthcheck = value;
        return this;
    }

    /** Sets {@code Image}: image reference. */
    public ContainerConfigBuilder image(String value) {
        image = value;
        return this;
    }

    /** Sets {@code Volumes}: paths that get an anonymous volume. */
    public ContainerConfigBuilder volumes(Set<String> value) {
        volumes = value;
        return this;
    }

    /** Sets {@code WorkingDir}: absolute path. */
    public ContainerConfigBuilder workingDir(String value) {
        workingDir = value;
        return this;
    }

    /** Sets {@code Entrypoint}: the entry point; absent takes the image's, an empty list resets it. */
    public ContainerConfigBuilder entrypoint(Optional<List<String>> value) {
        entrypoint = value;
        return this;
    }

    /** Sets {@code NetworkDisabled}: whether there is no network at all. */
    public ContainerConfigBuilder networkDisabled(Optional<Boolean> value) {
        networkDisabled = value;
        return this;
    }

    /** Sets {@code MacAddress}: the hardware address (before API 1.44). */
    public ContainerConfigBuilder macAddress(Optional<String> value) {
        macAddress = value;
        return this;
    }

    /** Sets {@code OnBuild}: build triggers. */
    public ContainerConfigBuilder onBuild(List<String> value) {
        onBuild = value;
        return this;
    }

    /** Sets {@code Labels}: labels. */
    public ContainerConfigBuilder labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    /** Sets {@code StopSignal}: signal name or number. */
    public ContainerConfigBuilder stopSignal(Optional<String> value) {
        stopSignal = value;
        return this;
    }

    /** Sets {@code StopTimeout}: seconds before SIGKILL. */
    public ContainerConfigBuilder stopTimeout(OptionalInt value) {
        stopTimeout = value;
        return this;
    }

    /** Sets {@code Shell}: shell of the string forms of instructions. */
    public ContainerConfigBuilder shell(List<String> value) {
        shell = value;
        return this;
    }

    /** The finished record. */
    public ContainerConfig build() {
        return new ContainerConfig(hostname, domainname, user, attachStdin, attachStdout, attachStderr, exposedPorts,
                tty, openStdin, stdinOnce, env, cmd, healthcheck, image, volumes, workingDir, entrypoint,
                networkDisabled, macAddress, onBuild, labels, stopSignal, stopTimeout, shell);
    }
}
