package dev.berth.docker;

import io.avaje.json.JsonException;
import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Turns the records of this package into JSON and back. Safe for several threads. */
public final class DockerJson {
    /** What an update request has of a {@code HostConfig}: Docker's {@code Resources}, and the restart policy. */
    private static final String UPDATE = "(RestartPolicy,CpuShares,Memory,NanoCpus,CgroupParent,BlkioWeight,"
            + "BlkioWeightDevice(*),BlkioDeviceReadBps(*),BlkioDeviceWriteBps(*),BlkioDeviceReadIOps(*),"
            + "BlkioDeviceWriteIOps(*),CpuPeriod,CpuQuota,CpuRealtimePeriod,CpuRealtimeRuntime,CpusetCpus,CpusetMems,"
            + "Devices(*),DeviceCgroupRules,MemoryReservation,MemorySwap,MemorySwappiness,OomKillDisable,PidsLimit,"
            + "Ulimits(*))";
    private final Jsonb jsonb;

    /** Knows every record of this package; adapters are made when first used. */
    public DockerJson() {
        jsonb = Jsonb.builder()
                .serializeNulls(false)
                .serializeEmpty(true)
                .failOnUnknown(false)
                // One pool for all threads: buffers kept by each thread would cost 8 KiB a connection.
                .bufferRecycling(BufferRecycleStrategy.LOCK_FREE)
                .add(Strings.class, new Strings())
                .add(StringsOrNull.class, new StringsOrNull())
                .add(StringsOrAbsent.class, new StringsOrAbsent())
                .add(OptionalStrings.class, new OptionalStrings())
                .add(MapOrNull.class, new MapOrNull())
                .add(MapOrAbsent.class, new MapOrAbsent())
                .add(Keys.class, new Keys())
                .add(KeysOrNull.class, new KeysOrNull())
                .add(KeysOrAbsent.class, new KeysOrAbsent())
                .add(IntOrNull.class, new IntOrNull())
                .add(LongOrNull.class, new LongOrNull())
                .add(BooleanOrNull.class, new BooleanOrNull())
                .add(Rows.class, new Rows())
                .add(RowsOrAbsent.class, new RowsOrAbsent())
                .add(PortBindings.class, PortBindings::new)
                .add(PolicyOrAbsent.class, PolicyOrAbsent::new)
                .add(ObjectsOrAbsent.class, ObjectsOrAbsent::new)
                .add(ManifestsOrAbsent.class, ManifestsOrAbsent::new)
                .build();
    }

    /** JSON text of a record, UTF-8. */
    public byte[] write(Object value) {
        return jsonb.toJsonBytes(value);
    }

    /** JSON text of an update request, UTF-8: what it may change of a container's host configuration. */
    public byte[] writeUpdate(HostConfig change) {
        return jsonb.type(HostConfig.class).view(UPDATE).toJsonBytes(change);
    }

    /** JSON text of a list of records, UTF-8. */
    public <T> byte[] writeList(Class<T> type, List<T> values) {
        return values.isEmpty() ? new byte[] {'[', ']'} : jsonb.type(type).list().toJsonBytes(values);
    }

    /**
     * A record from JSON text.
     *
     * @throws IllegalArgumentException when the text is not JSON of that shape; the message says where
     */
    public <T> T read(Class<T> type, byte[] text) {
        try {
            return jsonb.type(type).fromJson(WellFormed.of(text));
        } catch (JsonException | IllegalStateException | IndexOutOfBoundsException | ArithmeticException e) {
            // the last two are what the parser makes of numbers that are cut off or of no size
            throw new IllegalArgumentException("cannot read " + type.getSimpleName() + " from JSON: "
                    + e.getMessage(), e);
        }
    }

    /**
     * A list of records from JSON text; {@code null} is the empty list.
     *
     * @throws IllegalArgumentException when the text is not JSON of that shape; the message says where
     */
    public <T> List<T> readList(Class<T> type, byte[] text) {
        if (new String(text, 0, Math.min(text.length, 16), StandardCharsets.UTF_8).strip().equals("null")) {
            return List.of();
        }
        try {
            return jsonb.type(type).list().fromJson(WellFormed.of(text));
        } catch (JsonException | IllegalStateException | IndexOutOfBoundsException | ArithmeticException e) {
            // the last two are what the parser makes of numbers that are cut off or of no size
            throw new IllegalArgumentException("cannot read a list of " + type.getSimpleName() + " from JSON: "
                    + e.getMessage(), e);
        }
    }

    /**
     * A JSON object of unknown shape.
     *
     * @throws IllegalArgumentException when the text is not a JSON object
     */
    public Map<String, Object> readMap(byte[] text) {
        try {
            return jsonb.type(Object.class).map().fromJson(WellFormed.of(text));
        } catch (JsonException | IllegalStateException | IndexOutOfBoundsException | ArithmeticException e) {
            // the last two are what the parser makes of numbers that are cut off or of no size
            throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
        }
    }
}
