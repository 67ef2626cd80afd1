package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import java.util.List;
import java.util.function.Consumer;

/** Asks whether to go back to a shell that was left running, or to start a new one. */
final class SessionChooser implements Overlay {
    private static final int WIDTH = 56;

    private final String container;
    private final List<SessionItem> sessions;
    private final Consumer<SessionItem> resume;
    private final Runnable fresh;
    private int selected;

    SessionChooser(String container, List<SessionItem> sessions, Consumer<SessionItem> resume,
            Runnable fresh) {
        this.container = container;
        this.sessions = sessions;
        this.resume = resume;
        this.fresh = fresh;
    }

    @Override
    public void draw(Canvas canvas) {
        int rows = Math.min(sessions.size() + 1, Math.max(2, canvas.rows() - 4));
        Canvas inside = Box.draw(canvas, "Shells in " + container, rows, WIDTH);
        int first = Math.max(0, selected - rows + 1);
        for (int i = first; i < Math.min(sessions.size() + 1, first + rows); i++) {
            inside.field(i - first, 0, inside.columns(), i == sessions.size() ? "New shell" : text(sessions.get(i)),
                    i == selected ? Role.SELECTED : Role.DIALOG);
        }
    }

    private static String text(SessionItem session) {
        return Fit.left(session.name(), 20) + " " + Fit.left(session.command(), 24) + " "
                + (session.attached() > 0 ? "attached" : "left");
    }

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "up", "k", "shift-tab" -> selected = Math.max(0, selected - 1);
            case "down", "j", "tab" -> selected = Math.min(sessions.size(), selected + 1);
            case "e", "n" -> {
                fresh.run();
                return false;
            }
            case "enter", "space" -> {
                if (selected == sessions.size()) {
                    fresh.run();
                } else {
                    resume.accept(sessions.get(selected));
                }
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
