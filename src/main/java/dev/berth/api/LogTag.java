package dev.berth.api;

import dev.berth.engine.Container;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --log-opt tag=}: text with the fields that Docker's log tags have, for example {@code {{.Name}}/{{.ID}}}. */
final class LogTag {
    private static final int SHORT_ID = 12;

    private LogTag() {
    }

    /** The tag of a container; a field that Docker does not have stays as it stands. */
    static String of(String template, Container container) {
        Matcher field = Pattern.compile("\\{\\{\\s*\\.(\\w+)\\s*}}").matcher(template);
        return field.replaceAll(match -> Matcher.quoteReplacement(
                value(match.group(1), container).orElse(match.group())));
    }

    private static Optional<String> value(String name, Container container) {
        String image = container.imageId().orElse("");
        return Optional.ofNullable(switch (name) {
            case "ID" -> container.id().substring(0, SHORT_ID);
            case "FullID" -> container.id();
            case "Name" -> container.name();
            // the first twelve characters, sha256: among them, as Docker has it
            case "ImageID" -> image.substring(0, Math.min(SHORT_ID, image.length()));
            case "ImageFullID" -> image;
            case "ImageName" -> container.image();
            case "Command" -> (container.path() + " " + String.join(" ", container.arguments())).strip();
            case "DaemonName" -> "docker";
            default -> null;
        });
    }
}
