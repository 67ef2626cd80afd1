package dev.berth.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The style of each role, read from a theme's file. */
final class Theme {
    /** The themes that come with Berth, in the order in which the console's key goes through them. */
    static final List<String> SHIPPED = List.of("dark", "light", "high-contrast", "mono");

    private final String name;
    private final Map<Role, Style> styles;

    private Theme(String name, Map<Role, Style> styles) {
        this.name = name;
        this.styles = styles;
    }

    /**
     * Reads one of the {@link #SHIPPED} themes.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    static Theme shipped(String name) {
        try (InputStream in = SHIPPED.contains(name)
                ? Theme.class.getResourceAsStream("/dev/berth/themes/" + name + ".toml") : null) {
            if (in == null) {
                throw new IllegalArgumentException("no theme is named " + name + "; there are "
                        + String.join(", ", SHIPPED));
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("read theme " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a theme's text; roles that it leaves out look as text by itself.
     *
     * @throws IllegalArgumentException with the line or key that is wrong
     */
    static Theme parse(String name, String toml) {
        Map<String, String> values = FlatToml.read(toml, name + ".toml");
        Map<Role, Style> styles = new EnumMap<>(Role.class);
        values.remove("description");
        for (Role role : Role.values()) {
            String value = values.remove(role.key());
            try {
                styles.put(role, value == null ? Style.PLAIN : Style.parse(value));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ".toml: " + role.key() + ": " + e.getMessage(), e);
            }
        }
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(name + ".toml: unknown key " + values.keySet().iterator().next());
        }
        return new Theme(name, styles);
    }

    String name() {
        return name;
    }

    Style style(Role role) {
        return styles.get(role);
    }
}
