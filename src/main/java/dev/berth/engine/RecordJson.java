package dev.berth.engine;

import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes the engine's records as JSON and reads them back. What is absent or empty is left out, and what is left out
 * comes back absent or empty, so a record of an older Berth reads well. A record of a sealed interface is told by its
 * name in the field {@code is}. The generator of the JSON library, which the API uses, does not know sealed interfaces
 * nor optional numbers in nested records.
 */
final class RecordJson {

    private static final JsonStream JSON = JsonStream.builder().serializeEmpty(true).serializeNulls(true).build();
    private static final String KIND = "is";
    /** Asked for anew, a record's components come with accessors that the JVM has yet to make fast. */
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
            }
            return components;
        }
    };

    private RecordJson() {
    }

    /**
     * A record as JSON.
     *
     * @param record of strings, numbers, truth values, enums, times, optionals, lists, maps by string, and records
     */
    static String write(Record record) {
        BufferedJsonWriter writer = JSON.bufferedWriter();
        writeRecord(writer, record, record.getClass());
        return writer.result();
    }

    /**
     * A record from JSON.
     *
     * @param json what {@link #write} wrote
     * @param type the record's class
     * @throws IllegalArgumentException if it is nothing of the kind
     */
    static <T extends Record> T read(String json, Class<T> type) {
        try (JsonReader reader = JSON.reader(json)) {
            return type.cast(readRecord(reader, type));
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void writeRecord(JsonWriter writer, Record record, Class<?> declared) {
        writer.beginObject();
        if (declared.isInterface()) {
            writer.name(KIND);
            writer.value(record.getClass().getSimpleName());
        }
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
            Object value = unwrap(value(component, record));
            if (!absent(value)) {
                writer.name(component.getName());
                writeValue(writer, value, raw(inner(component.getGenericType())));
            }
        }
        writer.endObject();
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component.toString(), e);
        }
    }

    private static boolean absent(Object value) {
        return value == null || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Boolean truth && !truth || value instanceof Record record && nothing(record);
    }

    /** Whether a record says nothing at all, as the parts of a profile often do. */
    private static boolean nothing(Record record) {
        RecordComponent[] components = COMPONENTS.get(record.getClass());
        for (RecordComponent component : components) {
            if (!absent(unwrap(value(component, record)))) {
                return false;
            }
        }
        return components.length > 0;
    }

    private static Object unwrap(Object value) {
        if (value instanceof Optional<?> optional) {
            Object inner = optional.orElse(null);
            return inner instanceof Boolean truth ? truth ? "true" : "false"
                    : inner instanceof Record record && nothing(record) ? new Present(record) : inner;
        } else if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        } else if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        } else if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return value;
    }

    /** Keeps a record that says nothing, but is there, from being left out. */
    private static final class Present {
        private final Record record;

        Present(Record record) {
            this.record = record;
        }
    }

    private static void writeValue(JsonWriter writer, Object value, Class<?> declared) {
        if (value instanceof Present present) {
            writeRecord(writer, present.record, declared);
        } else if (value instanceof Record record) {
            writeRecord(writer, record, declared);
        } else if (value instanceof List<?> list) {
            writer.beginArray();
            for (Object element : list) {
                // an element's declared type only matters for sealed interfaces, which lists here do not hold
                writeValue(writer, element, element.getClass());
            }
            writer.endArray();
        } else if (value instanceof Map<?, ?> map) {
            writer.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writer.name((String) entry.getKey());
                Object inner = unwrap(entry.getValue());
                if (inner == null) {
                    writer.nullValue();
                } else {
                    writeValue(writer, inner, inner.getClass());
                }
            }
            writer.endObject();
        } else if (value instanceof Boolean truth) {
            writer.value(truth);
        } else if (value instanceof Long number) {
            writer.value(number.longValue());
        } else if (value instanceof Integer number) {
            writer.value(number.intValue());
        } else if (value instanceof Double number) {
            writer.value(number.doubleValue());
        } else {
            writer.value(value.toString()); // strings, enums, Duration, Instant: ISO 8601
        }
    }

    private static Object readRecord(JsonReader reader, Class<?> declared) {
        Map<String, Object> values = new LinkedHashMap<>();
        Class<?> type = declared;
        Map<String, Type> types = declared.isInterface() ? Map.of() : types(declared);
        reader.beginObject();
        while (reader.hasNextField()) {
            String name = reader.nextField();
            if (name.equals(KIND) && declared.isInterface()) {
                type = kind(declared, reader.readString());
                types = types(type);
            } else if (types.containsKey(name)) {
                values.put(name, readValue(reader, inner(types.get(name))));
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        return make(type, values);
    }

    private static Class<?> kind(Class<?> sealed, String name) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.getSimpleName().equals(name)) {
                return permitted;
            }
        }
        throw new IllegalArgumentException("no " + sealed.getSimpleName() + " is a " + name);
    }

    private static Map<String, Type> types(Class<?> type) {
        Map<String, Type> types = new LinkedHashMap<>();
        for (RecordComponent component : COMPONENTS.get(type)) {
            types.put(component.getName(), component.getGenericType());
        }
        return types;
    }

    private static Object make(Class<?> type, Map<String, Object> values) {
        RecordComponent[] components = COMPONENTS.get(type);
        Class<?>[] parameters = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            arguments[i] = wrap(parameters[i], values.get(components[i].getName()));
        }
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
    }

    private static Object wrap(Class<?> type, Object value) {
        if (type == Optional.class) {
            return Optional.ofNullable(value);
        } else if (type == OptionalInt.class) {
            return value == null ? OptionalInt.empty() : OptionalInt.of(((Number) value).intValue());
        } else if (type == OptionalLong.class) {
            return value == null ? OptionalLong.empty() : OptionalLong.of(((Number) value).longValue());
        } else if (type == OptionalDouble.class) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(((Number) value).doubleValue());
        } else if (value != null) {
            return value;
        } else if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == double.class) {
            return 0d;
        } else if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == String.class) {
            return "";
        } else if (type.isRecord()) {
            return make(type, Map.of());
        }
        throw new IllegalArgumentException("a " + type.getSimpleName() + " is missing");
    }

    private static Object readValue(JsonReader reader, Type type) {
        Class<?> raw = raw(type);
        if (raw == String.class) {
            return reader.readString();
        } else if (raw == boolean.class) {
            return reader.readBoolean();
        } else if (raw == Boolean.class) {
            return Boolean.valueOf(reader.readString()); // inside an optional it was written as a string
        } else if (raw == int.class || raw == Integer.class || raw == OptionalInt.class) {
            return reader.readInt();
        } else if (raw == long.class || raw == Long.class || raw == OptionalLong.class) {
            return reader.readLong();
        } else if (raw == double.class || raw == Double.class || raw == OptionalDouble.class) {
            return reader.readDouble();
        } else if (raw == Duration.class) {
            return Duration.parse(reader.readString());
        } else if (raw == Instant.class) {
            return Instant.parse(reader.readString());
        } else if (raw.isEnum()) {
            return constant(raw, reader.readString());
        } else if (raw == List.class) {
            return readList(reader, argument(type, 0));
        } else if (raw == Map.class) {
            return readMap(reader, argument(type, 1));
        }
        return readRecord(reader, raw);
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name) || constant.toString().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + " is " + name);
    }

    private static List<Object> readList(JsonReader reader, Type element) {
        List<Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            list.add(readValue(reader, element));
        }
        reader.endArray();
        return List.copyOf(list);
    }

    private static Map<String, Object> readMap(JsonReader reader, Type element) {
        Map<String, Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String name = reader.nextField();
            Object value = reader.isNullValue() ? null : readValue(reader, inner(element));
            map.put(name, raw(element) == Optional.class ? Optional.ofNullable(value) : value);
        }
        reader.endObject();
        return Collections.unmodifiableMap(map);
    }

    /** What an optional holds; any other type is itself. */
    private static Type inner(Type type) {
        return raw(type) == Optional.class ? argument(type, 0) : type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }
}
