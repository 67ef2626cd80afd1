package dev.berth.console;

import java.util.List;
import java.util.function.BiConsumer;

/** The theme that everything is shown in, and how it is changed. */
final class ThemeChoice {
    private final Themes themes;
    private final BiConsumer<String, Role> say;
    private Theme theme = Theme.shipped(Theme.SHIPPED.get(0));

    /**
     * The theme to begin with; where it cannot be read, the first of those shipped.
     *
     * @param say shows a sentence
     */
    ThemeChoice(Themes themes, BiConsumer<String, Role> say) {
        this.themes = themes;
        this.say = say;
        turnTo(themes.chosen());
    }

    Theme theme() {
        return theme;
    }

    List<String> names() {
        return themes.names();
    }

    /** Shows everything in another theme; says why when there is none of that name. */
    boolean turnTo(String name) {
        try {
            theme = themes.read(name);
            return true;
        } catch (IllegalArgumentException e) {
            say.accept(e.getMessage(), Role.BAD);
            return false;
        }
    }

    /** The one after this; after the last one the first. */
    void next() {
        List<String> names = themes.names();
        if (turnTo(names.get((names.indexOf(theme.name()) + 1) % names.size()))) {
            say.accept("Theme: " + theme.name(), Role.INFO);
        }
    }
}
