package dev.berth.shell.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Go's text/template does with values: truth, text, fields, order. */
final class Values {

    private static final String NO_VALUE = "<no value>";
    /**
     * What Docker's answers have as one thing or nothing. JSON does not tell whether {@code null} is that or an empty
     * list, and docker, which knows, prints them differently.
     */
    private static final Set<String> POINTERS = Set.of("Health", "Healthcheck", "MemorySwappiness", "OomKillDisable",
            "PidsLimit", "Init", "SizeRw", "SizeRootFs", "StopTimeout", "IPAMConfig", "Platform", "UsageData",
            "BindOptions", "VolumeOptions", "TmpfsOptions");
    private static final Set<String> MAPS = Set.of("Labels", "Options", "Volumes", "ExposedPorts", "Sysctls", "Tmpfs",
            "StorageOpt", "Annotations", "DriverOpts", "Ports", "PortBindings", "Networks");
    private static final Set<String> LISTS = Set.of("Mounts", "Shell", "OnBuild", "Env", "Cmd", "Entrypoint", "Binds",
            "VolumesFrom", "CapAdd", "CapDrop", "Dns", "DnsOptions", "DnsSearch", "ExtraHosts", "GroupAdd", "Links",
            "SecurityOpt", "Devices", "DeviceCgroupRules", "DeviceRequests", "Ulimits", "MaskedPaths",
            "ReadonlyPaths", "ExecIDs", "Aliases", "DNSNames", "RepoTags", "RepoDigests", "SecondaryIPAddresses",
            "SecondaryIPv6Addresses");

    private Values() {
    }

    static boolean isTrue(Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof Number n) {
            return n.doubleValue() != 0;
        }
        if (value instanceof String s) {
            return !s.isEmpty();
        }
        if (value instanceof List<?> l) {
            return !l.isEmpty();
        }
        if (value instanceof Map<?, ?> m) {
            return !m.isEmpty();
        }
        return !(value instanceof Json.Null);
    }

    /** As Go's fmt prints it with %v. */
    static String text(Object value) {
        if (value instanceof Json.Null none) {
            return switch (none) {
                case NULL -> NO_VALUE;
                case NIL -> "<nil>";
                case LIST -> "[]";
                case MAP -> "map[]";
            };
        }
        if (value instanceof List<?> list) {
            StringBuilder out = new StringBuilder("[");
            for (Object element : list) {
                out.append(out.length() == 1 ? "" : " ").append(text(element));
            }
            return out.append(']').toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder out = new StringBuilder("map[");
            for (Map.Entry<Object, Object> entry : entries(map)) {
                out.append(out.length() == 4 ? "" : " ").append(entry.getKey()).append(':')
                        .append(text(entry.getValue()));
            }
            return out.append(']').toString();
        }
        if (value instanceof Fields fields) {
            return Json.write(fields);
        }
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
            return Long.toString(d.longValue());
        }
        return value.toString();
    }

    static Object field(Object of, String name, List<Object> arguments) {
        if (of instanceof Fields fields) {
            return fields.field(name, arguments).orElseThrow(() -> new TemplateException(
                    "template: :1:2: executing \"\" at <." + name + ">: can't evaluate field " + name));
        }
        if (of instanceof Map<?, ?> map) {
            Object value = map.get(name);
            if (value instanceof Json.Null || value == null && isStructure(map) && nothing(name) != Json.Null.NULL) {
                return nothing(name);
            }
            if (value == null && isStructure(map)) {
                throw new TemplateException("template: :1:2: executing \"\" at <." + name
                        + ">: map has no entry for key \"" + name + "\"");
            }
            return value == null ? Json.Null.NULL : value;
        }
        if (of instanceof Json.Null) {
            throw new TemplateException("template: :1:2: executing \"\" at <." + name
                    + ">: nil pointer evaluating interface {}." + name);
        }
        throw new TemplateException("template: :1:2: executing \"\" at <." + name
                + ">: can't evaluate field " + name + " in type " + type(of));
    }

    /** What is there in place of a value that Docker's answers have as null, or leave out. */
    private static Json.Null nothing(String name) {
        return POINTERS.contains(name) ? Json.Null.NIL : MAPS.contains(name) ? Json.Null.MAP
                : LISTS.contains(name) ? Json.Null.LIST : Json.Null.NULL;
    }

    /** JSON does not tell a record from a map of labels; records have capital keys only, and some. */
    private static boolean isStructure(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            String s = (String) key;
            if (s.isEmpty() || !Character.isUpperCase(s.charAt(0))) {
                return false;
            }
        }
        return !map.isEmpty();
    }

    private static String type(Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof Number ? "float64" : "[]interface {}";
    }

    /** What range goes over: a list by index, a map by sorted keys. */
    static List<Map.Entry<Object, Object>> entries(Object value) {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                entries.add(Map.entry((long) i, list.get(i)));
            }
        } else if (value instanceof Map<?, ?> map) {
            new TreeMap<Object, Object>(map).forEach((k, v) -> entries.add(Map.entry(k, v)));
        } else if (!(value instanceof Json.Null)) {
            throw new TemplateException("template: :1: executing \"\": "
                    + "range can't iterate over " + text(value));
        }
        return entries;
    }

    /** Less than, equal, greater, of two numbers or two texts. */
    static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        throw new TemplateException("template: :1: incompatible types for comparison");
    }
}
