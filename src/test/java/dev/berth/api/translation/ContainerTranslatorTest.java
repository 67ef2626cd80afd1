package dev.berth.api.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.docker.ContainerCreate;
import dev.berth.docker.DockerJson;
import dev.berth.docker.HostConfig;
import dev.berth.profile.Profile;
import dev.berth.profile.RestartPolicy;
import dev.berth.profile.form.FormException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTranslatorTest {
    private final DockerJson json = new DockerJson();

    private Profile flags(String text) {
        return ContainerTranslator.flags(ContainerCreate.fromJson(json, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatDockerSendsForNothingSaysNothing() {
        Profile nothing = flags("{\"Image\":\"\",\"Cmd\":null,\"Entrypoint\":null,\"Tty\":false,\"HostConfig\":"
                + "{\"NetworkMode\":\"default\",\"Memory\":0,\"PidsLimit\":0,\"RestartPolicy\":{\"Name\":\"\"}}}");
        assertEquals(flags("{}"), nothing);
        assertEquals(Optional.empty(), nothing.tty());
        assertEquals(Optional.empty(), nothing.namespaces().network());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"Entrypoint\":[\"\"]}|Optional[[]]", "{\"Entrypoint\":[]}|Optional[[]]",
        "{\"Entrypoint\":\"/x\"}|Optional[[/x]]", "{\"Entrypoint\":null}|Optional.empty"})
    void entryPoints(String text, String expected) {
        assertEquals(expected, flags(text).entrypoint().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"Memory\":1048576}|Minimum memory limit allowed is 6MB",
        "{\"MemorySwap\":10000000}|You should always set the Memory limit when using Memoryswap limit, see usage",
        "{\"Memory\":20000000,\"MemorySwap\":10000000}|Minimum memoryswap limit should be larger than memory limit,"
            + " see usage",
        "{\"NanoCpus\":1,\"CpuQuota\":5000}|Conflicting options: Nano CPUs and CPU Quota cannot both be set.",
        "{\"CgroupParent\":\"/machine/../x\"}|\"/machine/../x\" is not the path of a cgroup",
        "{\"OomScoreAdj\":1001}|Invalid value 1001, range for oom score adj is [-1000, 1000]",
        "{\"LogConfig\":{\"Type\":\"local\",\"Config\":{\"labels\":\"a\"}}}|"
                + "unknown log opt 'labels' for log driver local",
        "{\"LogConfig\":{\"Config\":{\"what\":\"a\"}}}|unknown log opt 'what' for json-file log driver",
        "{\"Runtime\":\"kata\"}|unknown or invalid runtime name: kata",
        "{\"SecurityOpt\":[\"what=1\"]}|invalid --security-opt 2: \"what=1\"",
        "{\"Tmpfs\":{\"/a\":\"\"},\"Binds\":[\"/x:/a\"]}|Duplicate mount point: /a",
        "{\"AutoRemove\":true,\"RestartPolicy\":{\"Name\":\"always\"}}|can't create 'AutoRemove' container with"
            + " restart policy",
        "{\"LogConfig\":{\"Type\":\"splunk\"}}|logger: no log driver named 'splunk' is registered; use json-file,"
            + " local or none",
        "{\"Mounts\":[{\"Type\":\"tmpfs\",\"Target\":\"/t\",\"TmpfsOptions\":{\"Options\":[[\"uid\",\"0\"]]}}]}|"
            + "invalid mount config for type \"tmpfs\": invalid option: uid",
        "{\"Mounts\":[{\"Type\":\"tmpfs\",\"Target\":\"/t\",\"TmpfsOptions\":{\"Options\":[[]]}}]}|"
            + "invalid mount config for type \"tmpfs\": invalid option array length",
        "{\"UTSMode\":\"container:x\"}|invalid UTS mode: container:x"})
    void whatMakesNoSenseIsRefusedInDockersWords(String host, String message) {
        assertEquals(message, assertThrows(FormException.class,
                () -> flags("{\"HostConfig\":" + host + "}")).getMessage());
    }

    @Test
    void memoryMayBeExecutable() {
        String mount = "{\"HostConfig\":{\"Mounts\":[{\"Type\":\"tmpfs\",\"Target\":\"/t\",\"TmpfsOptions\":"
                + "{\"Options\":[[\"exec\"]]}}]}}";
        assertEquals(List.of("exec"), flags(mount).mounts().get(0).options());
    }

    @Test
    void hostSettingsComeBackAsTheyWere() {
        String host = "{\"Binds\":[\"/srv:/data:ro\"],\"Memory\":67108864,\"MemorySwap\":134217728,\"CpuShares\":1000,"
                + "\"NanoCpus\":1500000000,\"PidsLimit\":50,\"CapAdd\":[\"CAP_NET_ADMIN\"],\"CapDrop\":[\"all\"],"
                + "\"NetworkMode\":\"host\",\"PidMode\":\"host\",\"ReadonlyRootfs\":true,\"Init\":true,"
                + "\"SecurityOpt\":[\"no-new-privileges\"],\"RestartPolicy\":{\"Name\":\"on-failure\","
                + "\"MaximumRetryCount\":3},\"PortBindings\":{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\","
                + "\"HostPort\":\"8080\"}]},\"Ulimits\":[{\"Name\":\"nofile\",\"Hard\":20,\"Soft\":10}]}";
        String text = "{\"HostConfig\":" + host + "}";
        HostConfig asked = json.read(HostConfig.class, host.getBytes(StandardCharsets.UTF_8));
        HostConfig shown = ProfileTranslator.host(flags(text), Optional.of(asked));
        assertEquals(List.of("/srv:/data:ro"), shown.binds());
        assertEquals(67108864, shown.memory());
        assertEquals(134217728, shown.memorySwap());
        assertEquals(1000, shown.cpuShares());
        assertEquals(1500000000, shown.nanoCpus());
        assertEquals(50, shown.pidsLimit().orElseThrow());
        assertEquals(List.of("NET_ADMIN"), shown.capAdd());
        assertEquals(List.of("ALL"), shown.capDrop());
        assertEquals("host", shown.networkMode());
        assertEquals("host", shown.pidMode());
        assertEquals(asked.portBindings(), shown.portBindings());
        assertEquals(asked.ulimits(), shown.ulimits());
        assertEquals(asked.restartPolicy(), shown.restartPolicy());
        assertEquals(asked.securityOpt(), shown.securityOpt());
    }

    @Test
    void anUpdateWithoutAPolicyLeavesTheOneThatIs() {
        assertEquals(Optional.empty(), update("{\"Memory\":67108864}").restart());
        assertEquals(Optional.empty(), update("{\"RestartPolicy\":{\"Name\":\"\"}}").restart());
        assertEquals(Optional.of(new RestartPolicy(RestartPolicy.Kind.NO, 0)),
                update("{\"RestartPolicy\":{\"Name\":\"no\"}}").restart());
        assertEquals(OptionalLong.of(67108864), update("{\"Memory\":67108864}").limits().memoryBytes());
    }

    private ContainerTranslator.Update update(String text) {
        return ContainerTranslator.update(json.read(HostConfig.class, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void moreProcessorsThanThereAreAreRefused() {
        int count = Runtime.getRuntime().availableProcessors();
        assertEquals("range of CPUs is from 0.01 to " + count + ".00, as there are only " + count + " CPUs available",
                assertThrows(FormException.class, () -> flags("{\"HostConfig\":{\"NanoCpus\":" + (count + 1)
                        + "000000000}}")).getMessage());
    }
}
