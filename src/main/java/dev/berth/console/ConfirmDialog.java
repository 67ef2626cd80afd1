package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.InputEvent.KeyPress;
import java.util.ArrayList;
import java.util.List;

/** Asks before something is done. Cancel has the focus, so that a key too many does no harm. */
final class ConfirmDialog implements Overlay {
    private final Confirmation confirmation;
    private boolean onCancel = true;

    ConfirmDialog(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public void draw(Canvas canvas) {
        int width = 30;
        for (String line : confirmation.lines()) {
            width = Math.max(width, CharacterWidth.of(line));
        }
        List<String> all = confirmation.lines().stream()
                .flatMap(line -> Fit.wrapWords(line, canvas.columns() - 4).stream()).toList();
        List<String> lines = fitting(all, Math.max(1, canvas.rows() - 5));
        Canvas inside = Box.draw(canvas, confirmation.title() + "?", lines.size() + 2,
                Math.max(width, CharacterWidth.of(confirmation.title()) + 1));
        int row = 0;
        for (String line : lines) {
            inside.text(row++, 0, Fit.cut(line, inside.columns()), Role.DIALOG);
        }
        int at = inside.text(row + 1, 0, " Cancel ", onCancel ? Role.ACTIVE_BUTTON : Role.BUTTON);
        inside.onClick(row + 1, 0, at, "esc");
        int button = at + 2;
        at = inside.text(row + 1, button, " " + confirmation.button() + " ",
                onCancel ? Role.BUTTON : Role.ACTIVE_BUTTON);
        inside.onClick(row + 1, button, at - button, "y");
        inside.text(row + 1, at + 2, Fit.cut("y does it, esc cancels", inside.columns() - at - 2), Role.HINT);
    }

    /** The lines that there is room for; what is left out in their middle is said. */
    private static List<String> fitting(List<String> lines, int room) {
        if (lines.size() <= room || room < 4) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, room - 3));
        cut.add("… and " + (lines.size() - room + 1) + " more lines of names");
        cut.addAll(lines.subList(lines.size() - 2, lines.size()));
        return cut;
    }

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "left", "right", "tab", "shift-tab", "h", "l" -> onCancel = !onCancel;
            case "enter", "space" -> {
                if (!onCancel) {
                    confirmation.action().run();
                }
                return false;
            }
            case "y" -> {
                confirmation.action().run();
                return false;
            }
            case "n", "q", "esc", "ctrl-c" -> {
                return false;
            }
            default -> {
                // Other keys do nothing here.
            }
        }
        return true;
    }
}
