package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.InputEvent.KeyPress;
import java.util.List;

/** Asks which of several things is meant. */
final class Chooser implements Overlay {
    private static final int LEAST_WIDTH = 40;

    private final String title;
    private final List<Choice> choices;
    private int selected;

    Chooser(String title, List<Choice> choices) {
        this.title = title;
        this.choices = choices;
    }

    @Override
    public void draw(Canvas canvas) {
        int rows = Math.min(choices.size(), Math.max(2, canvas.rows() - 4));
        int width = LEAST_WIDTH;
        for (Choice choice : choices) {
            width = Math.max(width, CharacterWidth.of(choice.text()));
        }
        Canvas inside = Box.draw(canvas, title, rows, width);
        Box.foot(canvas, inside, "enter chooses   esc cancels");
        int first = Math.max(0, selected - rows + 1);
        for (int i = first; i < Math.min(choices.size(), first + rows); i++) {
            int index = i;
            inside.field(i - first, 0, inside.columns(), choices.get(i).text(),
                    i == selected ? Role.SELECTED : Role.DIALOG);
            inside.onClick(i - first, 0, inside.columns(), () -> selected = index, () -> inside.press("enter"));
        }
    }

    @Override
    public boolean key(KeyPress key) {
        for (Choice choice : choices) {
            if (choice.key().equals(key.name())) {
                choice.action().run();
                return false;
            }
        }
        switch (key.name()) {
            case "up", "k", "shift-tab" -> selected = Math.max(0, selected - 1);
            case "down", "j", "tab" -> selected = Math.min(choices.size() - 1, selected + 1);
            case "enter", "space" -> {
                choices.get(selected).action().run();
                return false;
            }
            case "esc", "q", "ctrl-c" -> {
                return false;
            }
            default -> {
                // Other keys do nothing here.
            }
        }
        return true;
    }
}
