package dev.berth.image.registry;

import dev.berth.image.InvalidImage;
import dev.berth.image.manifest.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a registry's error: {@code {"errors":[{"code":…,"message":…}]}} (distribution specification). */
final class ErrorBody {

    private ErrorBody() {
    }

    /** Its first message, or the beginning of the text. */
    static String message(String text) {
        try {
            List<JsonObject> errors = JsonObject.read(text.getBytes(StandardCharsets.UTF_8), "the error")
                    .objects("errors");
            if (!errors.isEmpty()) {
                return printable(errors.get(0).text("code").orElse("").toLowerCase(java.util.Locale.ROOT)
                        .replace('_', ' ') + ": " + errors.get(0).text("message").orElse(""));
            }
        } catch (InvalidImage e) {
            // not JSON: a proxy's page or a plain sentence
            return printable(text);
        }
        return printable(text);
    }

    private static String printable(String text) {
        StringBuilder result = new StringBuilder();
        String line = text.strip();
        for (int i = 0; i < line.length() && i < 200; i++) {
            char c = line.charAt(i);
            result.append(Character.isISOControl(c) ? ' ' : c);
        }
        return result.toString();
    }
}
