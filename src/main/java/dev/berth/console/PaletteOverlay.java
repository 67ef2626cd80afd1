package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import java.util.List;
import java.util.Locale;

/** Everything that can be done here, by name: type a few letters, press enter. It shows the keys, too. */
final class PaletteOverlay implements Overlay {
    private static final int WIDTH = 72;
    private static final int NAME = 20;

    private final List<Command> commands;
    private final LineInput input = new LineInput("");
    private List<Command> found;
    private int selected;

    PaletteOverlay(List<Command> commands) {
        this.commands = commands;
        found = commands;
    }

    /** Those whose names begin with a text, then those that contain it, then those that have its letters in order. */
    static List<Command> find(List<Command> commands, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return commands.stream().filter(command -> rank(command, wanted) < 4)
                .sorted((a, b) -> rank(a, wanted) - rank(b, wanted)).toList();
    }

    private static int rank(Command command, String wanted) {
        String name = command.name();
        if (name.startsWith(wanted)) {
            return 0;
        }
        if (name.contains(wanted)) {
            return 1;
        }
        if (command.help().toLowerCase(Locale.ROOT).contains(wanted)) {
            return 2;
        }
        int at = 0;
        for (int i = 0; i < name.length() && at < wanted.length(); i++) {
            at += name.charAt(i) == wanted.charAt(at) ? 1 : 0;
        }
        return at == wanted.length() ? 3 : 4;
    }

    @Override
    public void draw(Canvas canvas) {
        int rows = Math.max(1, Math.min(commands.size(), canvas.rows() - 6));
        Canvas inside = Box.draw(canvas, "Commands", rows + 2, WIDTH);
        inside.field(0, 0, inside.columns(), ":" + input.aroundBar(inside.columns() - 1), Role.INPUT);
        if (found.isEmpty()) {
            inside.text(2, 0, Fit.cut("No command is called so.", inside.columns()), Role.MUTED);
        }
        int first = Math.max(0, Math.min(selected - rows / 2, found.size() - rows));
        for (int i = first; i < Math.min(found.size(), first + rows); i++) {
            Command command = found.get(i);
            int row = 2 + i - first;
            String text = Fit.left(command.name(), NAME) + " "
                    + Fit.left(command.help(), Math.max(0, inside.columns() - NAME - 12));
            inside.field(row, 0, inside.columns(), text + " " + Fit.right(command.key(), 10),
                    i == selected ? Role.SELECTED : Role.DIALOG);
            int index = i;
            inside.onClick(row, 0, inside.columns(), () -> selected = index, () -> {
                selected = index;
                inside.press("enter");
            });
        }
    }

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "up", "ctrl-p", "shift-tab" -> selected = Math.max(0, selected - 1);
            case "down", "ctrl-n", "tab" -> selected = Math.max(0, Math.min(selected + 1, found.size() - 1));
            case "enter" -> {
                if (selected < found.size()) {
                    found.get(selected).action().run();
                    return false;
                }
            }
            case "esc", "ctrl-c" -> {
                return false;
            }
            default -> {
                if (input.text().isEmpty() && key.name().equals("backspace")) {
                    return false;
                }
                if (input.key(key)) {
                    refind();
                }
            }
        }
        return true;
    }

    @Override
    public void paste(String text) {
        input.insert(text);
        refind();
    }

    private void refind() {
        found = find(commands, input.text());
        selected = 0;
    }
}
