package dev.berth.api;

import dev.berth.build.Inquiry;
import dev.berth.build.check.Finding;
import dev.berth.build.check.Outline;
import dev.berth.build.check.Target;
import dev.berth.build.dockerfile.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Dockerfile says of itself, with BuildKit's keys of {@code lint}, {@code outline} and {@code targets}. */
final class InquiryAnswer {

    /** The {@code id} of the line that holds it. */
    static final String LINE_ID = "berth.call";

    private InquiryAnswer() {
    }

    /**
     * The whole of an answer.
     *
     * @param dockerfile the file's path in the context
     */
    static Map<String, Object> of(Inquiry.Answer answer, String dockerfile) {
        String data = Base64.getEncoder().encodeToString(answer.text().getBytes(StandardCharsets.UTF_8));
        Map<String, Object> result;
        if (answer.said() instanceof Inquiry.Checked checked) {
            result = findings(checked.findings());
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("filename", dockerfile);
            source.put("data", data);
            source.put("language", "Dockerfile");
            result.put("sources", List.of(source));
            return result;
        }
        result = answer.said() instanceof Inquiry.Outlined outlined ? outline(outlined.outline())
                : targets(((Inquiry.Targets) answer.said()).targets());
        result.put("sources", List.of(data));
        return result;
    }

    /** What a Dockerfile is advised against. */
    static Map<String, Object> findings(List<Finding> findings) {
        List<Map<String, Object>> warnings = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> warning = new LinkedHashMap<>();
            warning.put("ruleName", finding.rule().title());
            warning.put("description", finding.rule().description());
            put(warning, "url", finding.rule().page());
            warning.put("detail", finding.detail());
            warning.put("location", location(finding.line(), finding.endLine()));
            warnings.add(warning);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("warnings", warnings);
        return result;
    }

    private static Map<String, Object> outline(Outline outline) {
        Map<String, Object> result = new LinkedHashMap<>();
        put(result, "name", outline.name());
        put(result, "description", outline.description());
        List<Map<String, Object>> arguments = new ArrayList<>();
        for (Outline.Argument argument : outline.arguments()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", argument.name());
            put(one, "description", argument.description());
            put(one, "value", argument.value());
            one.put("location", location(argument.at()));
            arguments.add(one);
        }
        put(result, "args", arguments);
        put(result, "secrets", needs(outline.secrets()));
        put(result, "ssh", needs(outline.ssh()));
        return result;
    }

    private static List<Map<String, Object>> needs(List<Outline.Need> needs) {
        List<Map<String, Object>> result = new ArrayList<>();
        for (Outline.Need need : needs) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", need.name());
            if (need.required()) {
                one.put("required", true);
            }
            one.put("location", location(need.at()));
            result.add(one);
        }
        return result;
    }

    private static Map<String, Object> targets(List<Target> targets) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Target target : targets) {
            Map<String, Object> one = new LinkedHashMap<>();
            put(one, "name", target.name());
            if (target.usual()) {
                one.put("default", true);
            }
            put(one, "description", target.description());
            put(one, "base", target.base());
            put(one, "platform", target.platform());
            one.put("location", location(target.at()));
            all.add(one);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("targets", all);
        return result;
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static void put(Map<String, Object> map, String key, List<?> values) {
        if (!values.isEmpty()) {
            map.put(key, values);
        }
    }

    private static Map<String, Object> location(Source source) {
        return location(source.firstLine(), source.lastLine());
    }

    private static Map<String, Object> location(int line, int endLine) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("start", Map.of("line", line));
        range.put("end", Map.of("line", endLine));
        return Map.of("ranges", List.of(range));
    }
}
