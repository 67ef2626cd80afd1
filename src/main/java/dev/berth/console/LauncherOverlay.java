package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Quick launch: type a few letters of a profile's name, press enter. */
final class LauncherOverlay implements Overlay {
    private static final int WIDTH = 60;

    private final LiveData data;
    private final Consumer<ProfileItem> launch;
    private final LineInput input = new LineInput("");
    private final ListState<ProfileItem> list =
            new ListState<>(ProfileItem::name, item -> item.name() + " " + item.description());

    LauncherOverlay(LiveData data, Consumer<ProfileItem> launch) {
        this.data = data;
        this.launch = launch;
    }

    @Override
    public void draw(Canvas canvas) {
        List<ProfileItem> profiles = data.profiles();
        list.items(profiles);
        int rows = Math.max(3, Math.min(profiles.size(), canvas.rows() - 8));
        Canvas inside = Box.draw(canvas, "Launch", rows + 2, WIDTH);
        inside.field(0, 0, inside.columns(), input.text() + "▏", Role.INPUT);
        List<ProfileItem> found = list.items();
        if (found.isEmpty()) {
            String nothing = data.isLoaded() ? "No profiles." : "";
            inside.text(2, 0, Fit.cut(profiles.isEmpty() ? nothing : "No profile contains \"" + input.text() + "\".",
                    inside.columns()), Role.MUTED);
        }
        int first = list.first(rows);
        for (int i = first; i < Math.min(found.size(), first + rows); i++) {
            ProfileItem item = found.get(i);
            Role role = i == list.selectedIndex() ? Role.SELECTED : item.error().isPresent() ? Role.BAD : Role.TEXT;
            String text = Fit.left(item.name(), 18) + " " + item.error().orElse(item.description().isEmpty()
                    ? item.image() : item.description());
            inside.field(2 + i - first, 0, inside.columns(), text, role);
        }
    }

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "up", "ctrl-p", "shift-tab" -> list.move(-1);
            case "down", "ctrl-n", "tab" -> list.move(1);
            case "enter" -> {
                Optional<ProfileItem> chosen = list.selected();
                chosen.ifPresent(launch);
                return chosen.isEmpty();
            }
            case "esc", "ctrl-c" -> {
                return false;
            }
            default -> {
                if (input.key(key)) {
                    list.filter(input.text());
                }
            }
        }
        return true;
    }

    @Override
    public void paste(String text) {
        input.insert(text);
        list.filter(input.text());
    }
}
