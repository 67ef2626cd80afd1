package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.Printable;
import java.util.ArrayList;
import java.util.List;

/** The first line: the views, what is open over them, and the engine's name; in as few words as there is room for. */
final class TopLine {
    /** Cells for as much of the path of an engine as tells it from others, with the gap before it. */
    private static final int LEAST_PATH = 20;

    /** How much the views say of themselves, the most first. */
    private enum Words { COUNTS, TITLES, NUMBERS, NONE }

    private final Canvas canvas;
    private final Navigation navigation;
    private final String engine;

    private TopLine(Canvas canvas, Navigation navigation, String engine) {
        this.canvas = canvas;
        this.navigation = navigation;
        this.engine = engine;
    }

    static void draw(Canvas canvas, Workbench bench) {
        new TopLine(canvas, bench.navigation(), bench.source().name()).draw();
    }

    private void draw() {
        int at = canvas.text(0, 1, "berth", Role.TITLE) + 2;
        int room = canvas.columns() - at;
        for (String crumb : navigation.crumbs()) {
            room -= CharacterWidth.of(crumb) + 3;
        }
        at = tabs(at, fitting(room));
        for (String crumb : navigation.crumbs()) {
            at = canvas.text(0, at, Fit.cut("› " + Printable.of(crumb) + " ", canvas.columns() - at), Role.TITLE);
        }
        boolean path = engine.startsWith("/");
        String name = path ? Fit.end(engine, canvas.columns() - at - 2) : engine;
        if (canvas.columns() - at - 2 >= (path ? 4 : CharacterWidth.of(engine))) {
            canvas.text(0, canvas.columns() - 1 - CharacterWidth.of(name), name, Role.MUTED);
        }
    }

    private Words fitting(int room) {
        for (Words words : Words.values()) {
            int width = 0;
            for (String tab : labels(words)) {
                width += tab.isEmpty() ? 0 : tab.length() + 1;
            }
            // Which engine it is matters more than how many there are of what is not shown.
            int beside = words == Words.COUNTS && engine.startsWith("/") ? LEAST_PATH : 0;
            // Nothing stands beside the last gap.
            if (width - 1 + beside <= room) {
                return words;
            }
        }
        return Words.NONE;
    }

    private List<String> labels(Words words) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < navigation.views().size(); i++) {
            ListPage<?> view = navigation.views().get(i);
            boolean active = i == navigation.view();
            boolean counted = view.isLoaded() && (words == Words.COUNTS || active && words != Words.NONE);
            String title = active || words.compareTo(Words.NUMBERS) < 0 ? " " + view.title() : "";
            labels.add(!active && words == Words.NONE ? ""
                    : " " + (i + 1) + title + (counted ? " " + view.total() : "") + " ");
        }
        return labels;
    }

    private int tabs(int from, Words words) {
        int at = from;
        List<String> labels = labels(words);
        for (int i = 0; i < labels.size(); i++) {
            boolean active = i == navigation.view();
            if (!labels.get(i).isEmpty()) {
                canvas.onClick(0, at, labels.get(i).length(), Integer.toString(i + 1));
                at = canvas.text(0, at, labels.get(i), active && navigation.crumbs().isEmpty() ? Role.ACTIVE_TAB
                        : active ? Role.TITLE : Role.TAB) + 1;
            }
        }
        return at;
    }
}
