package dev.berth.api;

import dev.berth.docker.ContainerCreate;
import dev.berth.docker.DockerJson;
import dev.berth.docker.HostConfig;
import dev.berth.engine.Container;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code docker logs --details} shows in front of every line: labels and variables of the container that its
 * {@code --log-opt labels=, env=, labels-regex=, env-regex=} name, and its {@code tag=}. Docker writes them into every
 * line of its log; here they come from the container, which cannot change them.
 */
final class LogDetails {
    private LogDetails() {
    }

    /** The details as Docker has them, {@code name=value,name=value}, escaped as in a query; empty without options. */
    static String of(Container container, DockerJson json) {
        if (container.request().isEmpty()) {
            return "";
        }
        ContainerCreate request = ContainerCreate.fromJson(json,
                container.request().getBytes(StandardCharsets.UTF_8));
        Map<String, String> options = request.hostConfig().map(HostConfig::logConfig).map(c -> c.config())
                .orElse(Map.of());
        StringBuilder out = new StringBuilder();
        details(container, options).forEach((name, value) -> out.append(out.length() == 0 ? "" : ",")
                .append(escaped(name)).append('=').append(escaped(value)));
        return out.toString();
    }

    private static Map<String, String> details(Container container, Map<String, String> options) {
        Map<String, String> details = new TreeMap<>();
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : container.environment()) {
            int equals = variable.indexOf('=');
            if (equals >= 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        take(container.labels(), options.get("labels"), options.get("labels-regex"), details);
        take(variables, options.get("env"), options.get("env-regex"), details);
        String tag = options.getOrDefault("tag", "");
        if (!tag.isEmpty()) {
            details.put("tag", LogTag.of(tag, container));
        }
        return details;
    }

    private static void take(Map<String, String> from, String names, String regex, Map<String, String> details) {
        if (names != null) {
            for (String name : names.split(",")) {
                if (from.containsKey(name)) {
                    details.put(name, from.get(name));
                }
            }
        }
        if (regex != null && !regex.isEmpty()) {
            Pattern pattern = Pattern.compile(regex);
            from.forEach((name, value) -> {
                if (pattern.matcher(name).find()) {
                    details.put(name, value);
                }
            });
        }
    }

    /** As Go's {@code url.QueryEscape}. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
    }
}
