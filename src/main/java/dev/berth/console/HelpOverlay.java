package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import java.util.ArrayList;
import java.util.List;

/** The keys, from the table that the console itself goes by: those of the page first. */
final class HelpOverlay implements Overlay {
    private static final int KEYS = 20;

    private final List<TextCell> lines = new ArrayList<>();
    private int first;
    private int height = 10;

    HelpOverlay(List<Scope> scopes, String detachKeys) {
        for (Scope scope : scopes) {
            section(scope);
        }
        for (Scope scope : Scope.values()) {
            if (!scopes.contains(scope)) {
                section(scope);
            }
        }
        lines.add(TextCell.of(""));
        lines.add(new TextCell("In an attached container or shell", Role.HEADER));
        lines.add(TextCell.of("  " + Fit.left(detachKeys, KEYS) + "Back to the console; the program goes on"));
    }

    private void section(Scope scope) {
        if (!lines.isEmpty()) {
            lines.add(TextCell.of(""));
        }
        lines.add(new TextCell(scope.title(), Role.HEADER));
        for (Binding binding : KeyTable.bindings()) {
            if (binding.scope() == scope) {
                lines.add(TextCell.of("  " + Fit.left(String.join(" ", binding.keys()), KEYS) + binding.help()));
            }
        }
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inside = Box.draw(canvas, "Keys", Math.min(lines.size(), canvas.rows() - 4), 74);
        height = Math.max(1, inside.rows());
        first = Math.max(0, Math.min(first, lines.size() - height));
        for (int i = first; i < Math.min(lines.size(), first + height); i++) {
            inside.text(i - first, 0, Fit.cut(lines.get(i).text(), inside.columns()), lines.get(i).role());
        }
    }

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "up", "k" -> first--;
            case "down", "j" -> first++;
            case "pgup", "ctrl-b", "ctrl-u" -> first -= height;
            case "pgdn", "ctrl-f", "ctrl-d", "space" -> first += height;
            case "home", "g" -> first = 0;
            case "end", "G" -> first = lines.size();
            case "esc", "q", "?", "f1", "enter", "ctrl-c" -> {
                return false;
            }
            default -> {
                // Other keys do nothing here.
            }
        }
        return true;
    }
}
