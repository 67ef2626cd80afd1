package dev.berth.isolation.seccomp;

import dev.berth.isolation.capability.CapabilityNames;
import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads docker's JSON form of a seccomp profile. */
final class ProfileReader {

    private static final int EPERM = 1;

    private final JsonReader json;
    private final String source;

    private ProfileReader(JsonReader json, String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * Reads a profile.
     *
     * @param bytes the JSON
     * @param source where it is from, for messages
     * @throws SeccompException if it is not a profile
     */
    static SeccompProfile read(byte[] bytes, String source) throws SeccompException {
        try (JsonReader json = JsonStream.builder().build().reader(bytes)) {
            return new ProfileReader(json, source).profile();
        } catch (JsonException | IllegalStateException e) {
            throw new SeccompException("decoding seccomp profile " + source + " failed: " + e.getMessage(), e);
        }
    }

    private SeccompProfile profile() throws SeccompException {
        Optional<String> defaultName = Optional.empty();
        int defaultErrno = EPERM;
        boolean architectures = false;
        boolean map = false;
        List<Rule> rules = new ArrayList<>();
        json.beginObject();
        while (json.hasNextField()) {
            switch (json.nextField()) {
                case "defaultAction" -> defaultName = Optional.of(json.readString());
                case "defaultErrnoRet" -> defaultErrno = json.readInt();
                case "syscalls" -> readRules(rules);
                case "archMap" -> {
                    map = true;
                    json.skipValue();
                }
                case "architectures" -> {
                    architectures = true;
                    json.skipValue();
                }
                case "listenerPath", "listenerMetadata" -> throw failure(
                        "a listener for seccomp notifications is not supported");
                // flags: the launcher always asks for none; what they change is logging and speculation
                case "flags", "comment" -> json.skipValue();
                default -> throw failure("unknown field at the top; there are defaultAction, defaultErrnoRet,"
                        + " archMap, architectures, flags and syscalls");
            }
        }
        json.endObject();
        if (map && architectures) {
            throw failure("use either 'architectures' or 'archMap'");
        }
        if (defaultName.isEmpty()) {
            throw failure("it has no defaultAction");
        }
        return new SeccompProfile(action(defaultName.get(), defaultErrno), rules);
    }

    private void readRules(List<Rule> rules) throws SeccompException {
        if (json.isNullValue()) {
            return;
        }
        json.beginArray();
        while (json.hasNextElement()) {
            rules.add(rule());
        }
        json.endArray();
    }

    private Rule rule() throws SeccompException {
        List<String> names = new ArrayList<>();
        Optional<String> action = Optional.empty();
        int errno = EPERM;
        List<ArgumentTest> tests = List.of();
        Condition includes = Condition.NONE;
        Condition excludes = Condition.NONE;
        boolean one = false;
        json.beginObject();
        while (json.hasNextField()) {
            String field = json.nextField();
            if (!field.equals("action") && !field.equals("errnoRet") && json.isNullValue()) {
                continue;
            }
            switch (field) {
                case "name" -> {
                    one = true;
                    names.add(json.readString());
                }
                case "names" -> names.addAll(strings());
                case "action" -> action = Optional.of(json.readString());
                case "errnoRet" -> errno = json.isNullValue() ? EPERM : json.readInt();
                case "args" -> tests = tests();
                case "includes" -> includes = condition();
                case "excludes" -> excludes = condition();
                case "comment" -> json.skipValue();
                default -> throw failure("unknown field \"" + field + "\" of a rule");
            }
        }
        json.endObject();
        if (one && names.size() > 1) {
            throw failure("both 'name' and 'names' are specified, use either 'name' or 'names'");
        }
        if (names.isEmpty()) {
            throw failure("a rule names no system call");
        }
        if (action.isEmpty()) {
            throw failure("the rule of " + names.get(0) + " has no action");
        }
        return new Rule(names, action(action.get(), errno), tests, includes, excludes);
    }

    private List<ArgumentTest> tests() throws SeccompException {
        List<ArgumentTest> tests = new ArrayList<>();
        json.beginArray();
        while (json.hasNextElement()) {
            int index = -1;
            long value = 0;
            long second = 0;
            Optional<String> operator = Optional.empty();
            json.beginObject();
            while (json.hasNextField()) {
                String field = json.nextField();
                switch (field) {
                    case "index" -> index = json.readInt();
                    case "value" -> value = number();
                    case "valueTwo" -> second = number();
                    case "op" -> operator = Optional.of(json.readString());
                    default -> throw failure("unknown field \"" + field + "\" of an argument");
                }
            }
            json.endObject();
            if (index < 0 || index > 5) {
                throw failure("an argument's index is 0 to 5, not " + index);
            }
            tests.add(new ArgumentTest(index, operator(operator.orElse("")), value, second));
        }
        json.endArray();
        return tests;
    }

    /** Values are unsigned and may take all 64 bits. */
    private long number() throws SeccompException {
        String raw = json.readRaw().trim();
        try {
            return Long.parseUnsignedLong(raw);
        } catch (NumberFormatException e) {
            throw new SeccompException("decoding seccomp profile " + source + " failed: not a 64-bit number: " + raw,
                    e);
        }
    }

    private ArgumentTest.Operator operator(String name) throws SeccompException {
        return switch (name) {
            case "SCMP_CMP_EQ" -> ArgumentTest.Operator.EQUAL;
            case "SCMP_CMP_NE" -> ArgumentTest.Operator.NOT_EQUAL;
            case "SCMP_CMP_LT" -> ArgumentTest.Operator.LESS;
            case "SCMP_CMP_LE" -> ArgumentTest.Operator.LESS_OR_EQUAL;
            case "SCMP_CMP_GT" -> ArgumentTest.Operator.GREATER;
            case "SCMP_CMP_GE" -> ArgumentTest.Operator.GREATER_OR_EQUAL;
            case "SCMP_CMP_MASKED_EQ" -> ArgumentTest.Operator.MASKED_EQUAL;
            default -> throw failure("unknown comparison \"" + name + '"');
        };
    }

    private Condition condition() throws SeccompException {
        List<String> architectures = List.of();
        List<Integer> capabilities = new ArrayList<>();
        Optional<KernelRelease> kernel = Optional.empty();
        json.beginObject();
        while (json.hasNextField()) {
            String field = json.nextField();
            if (json.isNullValue()) {
                continue;
            }
            switch (field) {
                case "arches" -> architectures = strings();
                case "caps" -> {
                    for (String name : strings()) {
                        capabilities.add(CapabilityNames.number(name).orElseThrow(
                                () -> failure("unknown capability \"" + name + '"')));
                    }
                }
                case "minKernel" -> {
                    String text = json.readString();
                    kernel = Optional.of(KernelRelease.parse(text).orElseThrow(
                            () -> failure("not a kernel release: \"" + text + '"')));
                }
                default -> throw failure("unknown field \"" + field + "\" of a condition");
            }
        }
        json.endObject();
        return new Condition(architectures, capabilities, kernel);
    }

    private List<String> strings() {
        List<String> strings = new ArrayList<>();
        json.beginArray();
        while (json.hasNextElement()) {
            strings.add(json.readString());
        }
        json.endArray();
        return strings;
    }

    private Action action(String name, int data) throws SeccompException {
        return Action.of(name, data).orElseThrow(() -> failure(name.equals("SCMP_ACT_NOTIFY")
                ? "SCMP_ACT_NOTIFY is not supported" : "unknown action \"" + name + '"'));
    }

    private SeccompException failure(String reason) {
        return new SeccompException("decoding seccomp profile " + source + " failed: " + reason + " ("
                + json.location() + ")");
    }
}
