package dev.berth.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerJsonTest {
    private final DockerJson json = new DockerJson();

    private <T> T read(Class<T> type, String text) {
        return json.read(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private String write(Object value) {
        return new String(json.write(value), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"Cmd\":\"ls\"}|[ls]", "{\"Cmd\":[\"ls\",\"-l\"]}|[ls, -l]", "{\"cmd\":[\"x\"]}|[x]",
        "{\"CMD\":[],\"Unknown\":{\"a\":[1]}}|[]"})
    void commandsAreStringsOrArraysAndNamesHaveNoCase(String text, String expected) {
        assertEquals(expected, read(ContainerConfig.class, text).cmd().orElseThrow().toString());
    }

    /** What could be read but never written again would keep everybody from the list that it is in. */
    @ParameterizedTest
    @CsvSource({"\\ud800,\ufffd", "a\\udc00b,a\ufffdb", "\\ud83d\\ude00,\ud83d\ude00",
            "\\ud83d\\ud83d\\ude00,\ufffd\ud83d\ude00",
        "\\\\ud800,\\ud800", "\\ud83d\\n,\ufffd|"})
    void halfCharactersAreReplaced(String text, String expected) {
        ContainerConfig config = read(ContainerConfig.class, "{\"Image\":\"" + text + "\"}");
        assertEquals(expected.replace('|', '\n'), config.image());
        assertEquals(config.image(), read(ContainerConfig.class, write(config)).image());
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        for (String open : List.of("[", "{\"a\":")) {
            String deep = "{\"x\":" + open.repeat(100_000);
            assertTrue(assertThrows(IllegalArgumentException.class, () -> read(ContainerConfig.class,
                    deep)).getMessage().contains("nested deeper"));
            assertThrows(IllegalArgumentException.class, () -> json.readMap(deep.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aLabelWithoutValueIsEmpty() {
        assertEquals(Map.of("a", ""), read(VolumeCreate.class, "{\"Labels\":{\"a\":null}}").labels());
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        byte[] text = "{\"Image\":\"a?b\"}".getBytes(StandardCharsets.UTF_8);
        text[11] = (byte) 0xff;
        assertEquals("a\ufffdb", json.read(ContainerConfig.class, text).image());
    }

    /** Whatever comes, it is read or refused with a sentence; what is read can be written. */
    @Test
    void nothingElseHappens() {
        Mutations mutations = new Mutations(8, "null", "[]", "{}", "\"\"", "[", "{", "}", "]", ",", ":", "\"", "\\",
                "\\u", "\\ud800",
                "1e999", "-1", "9999999999999999999", "1e2147483647", "\0", "\u00ff", "true", "\u00ed\u00a0\u0080",
                "\"HostConfig\":[],", "[".repeat(3000));
        String good = "{\"Image\":\"a\",\"Cmd\":[\"sh\"],\"Env\":[\"A=b\"],\"Labels\":{\"l\":\"v\"},\"ExposedPor"
                + "ts\":{\"80/tcp\":{}},"
                + "\"HostConfig\":{\"Memory\":1,\"PortBindings\":{\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\""
                + "1\"}]},\"Binds\":[\"a:b\"],"
                + "\"RestartPolicy\":{\"Name\":\"always\"},\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/x\",\"Ta"
                + "rget\":\"/y\"}],"
                + "\"Ulimits\":[{\"Name\":\"nofile\",\"Soft\":1,\"Hard\":2}]},\"NetworkingConfig\":{\"EndpointsC"
                + "onfig\":{}}}";
        for (int i = 0; i < 10_000; i++) {
            try {
                byte[] text = mutations.of(good.getBytes(StandardCharsets.UTF_8));
                write(i % 2 == 0 ? json.read(ContainerConfig.class, text) : json.read(CreateExtras.class, text));
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().length() > 10, refused.getMessage());
            }
        }
    }

    @Test
    void anEmptyEntryPointIsNotAnAbsentOne() {
        assertEquals(Optional.empty(), read(ContainerConfig.class, "{\"Entrypoint\":null}").entrypoint());
        assertEquals(Optional.of(List.of()), read(ContainerConfig.class, "{\"Entrypoint\":[]}").entrypoint());
    }

    @Test
    void whatIsMissingReadsAsEmpty() {
        HostConfig host = read(HostConfig.class, "{\"Binds\":null}");
        assertEquals(List.of(), host.binds());
        assertEquals(LogConfig.NONE, host.logConfig());
        assertEquals("", host.networkMode());
    }

    @Test
    void rowsOfATableAreApart() {
        TopResult top = new TopResult(List.of("PID"), List.of(List.of("1", "a"), List.of("2", "b"), List.of()));
        assertEquals("{\"Titles\":[\"PID\"],\"Processes\":[[\"1\",\"a\"],[\"2\",\"b\"],[]]}", write(top));
        assertEquals(top, read(TopResult.class, write(top)));
    }

    @Test
    void emptyValuesAreWrittenAsDockerWritesEach() {
        String host = write(new HostConfigBuilder().build());
        assertTrue(host.contains("\"Binds\":null"), host);
        assertTrue(host.contains("\"PidsLimit\":null"), host);
        assertTrue(host.contains("\"Dns\":[]"), host);
        assertTrue(host.contains("\"PortBindings\":{}"), host);
        assertTrue(!host.contains("\"Tmpfs\""), host);
        String config = write(new ContainerConfigBuilder().build());
        assertTrue(config.contains("\"Entrypoint\":null"), config);
        assertTrue(config.contains("\"Labels\":{}"), config);
        assertTrue(!config.contains("Healthcheck"), config);
    }

    @Test
    void aPortWithoutBindingsIsNull() {
        String text = write(new HostConfigBuilder().portBindings(Map.of("80/tcp", List.of())).build());
        assertTrue(text.contains("\"PortBindings\":{\"80/tcp\":null}"), text);
        assertEquals(Map.of("80/tcp", List.of()), read(HostConfig.class, text).portBindings());
    }

    @Test
    void aCreateRequestIsOneObjectOnTheWire() {
        ContainerCreate request = new ContainerCreate(new ContainerConfigBuilder().image("busybox").build(),
                Optional.of(new HostConfigBuilder().memory(64 << 20).build()), Optional.empty(),
                Optional.of(new BerthCreate(Optional.of("dev"), Optional.empty(), java.util.OptionalInt.empty())));
        assertEquals(request, ContainerCreate.fromJson(json, request.toJson(json)));
    }

    @Test
    void anUpdateHasResourcesAndAPolicyOnly() {
        HostConfigBuilder change = new HostConfigBuilder().restartPolicy(Optional.empty()).memory(64 << 20)
                .privileged(true).ulimits(List.of(new Ulimit("nofile", 2, 1)))
                .blkioDeviceReadBps(List.of(new ThrottleDevice("/dev/a", 3)));
        String resources = "\"CpuShares\":0,\"Memory\":67108864,\"NanoCpus\":0,\"CgroupParent\":\"\",\"BlkioWeight\":0,"
                + "\"BlkioWeightDevice\":[],\"BlkioDeviceReadBps\":[{\"Path\":\"/dev/a\",\"Rate\":3}],"
                + "\"BlkioDeviceWriteBps\":[],\"BlkioDeviceReadIOps\":[],\"BlkioDeviceWriteIOps\":[],\"CpuPeriod\":0,"
                + "\"CpuQuota\":0,\"CpuRealtimePeriod\":0,\"CpuRealtimeRuntime\":0,\"CpusetCpus\":\"\","
                + "\"CpusetMems\":\"\",\"Devices\":[],\"DeviceCgroupRules\":null,\"MemoryReservation\":0,"
                + "\"MemorySwap\":0,\"MemorySwappiness\":null,\"OomKillDisable\":null,\"PidsLimit\":null,"
                + "\"Ulimits\":[{\"Name\":\"nofile\",\"Hard\":2,\"Soft\":1}]}";
        assertEquals("{" + resources, new String(json.writeUpdate(change.build()), StandardCharsets.UTF_8));
        change.restartPolicy(Optional.of(new RestartPolicy("always", 0)));
        assertEquals("{\"RestartPolicy\":{\"Name\":\"always\",\"MaximumRetryCount\":0}," + resources,
                new String(json.writeUpdate(change.build()), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> read(ContainerConfig.class, "{\"Image\":"));
        assertThrows(IllegalArgumentException.class, () -> read(ContainerConfig.class, "[1]"));
    }
}
