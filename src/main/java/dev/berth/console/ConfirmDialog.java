package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import dev.berth.terminal.InputEvent.KeyPress;

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
        Canvas inside = Box.draw(canvas, confirmation.title() + "?", confirmation.lines().size() + 3,
                Math.max(width, CharacterWidth.of(confirmation.title()) + 1));
        int row = 0;
        for (String line : confirmation.lines()) {
            inside.text(row++, 0, Fit.cut(line, inside.columns()), Role.DIALOG);
        }
        int at = inside.text(row + 1, 0, " Cancel ", onCancel ? Role.ACTIVE_BUTTON : Role.BUTTON);
        at = inside.text(row + 1, at + 2, " " + confirmation.button() + " ",
                onCancel ? Role.BUTTON : Role.ACTIVE_BUTTON);
        inside.text(row + 1, at + 2, Fit.cut("y does it, esc cancels", inside.columns() - at - 2), Role.HINT);
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
