package dev.berth.console;

import dev.berth.terminal.InputEvent.KeyPress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Quick launch: a few letters of a profile's name and enter; or tab on to the image, a name, a command, and whether to
 * be attached.
 */
final class LaunchForm implements Overlay {
    private static final int WIDTH = 64;
    private static final int LABEL = 10;
    private static final int PROFILE = 0;
    private static final int IMAGE = 1;
    private static final int NAME = 2;
    private static final int COMMAND = 3;
    private static final int MODE = 4;
    private static final String[] LABELS = {"Profile", "Image", "Name", "Command", "Terminal"};

    private final LiveData data;
    private final Consumer<Launch> launch;
    private final LineInput[] inputs = new LineInput[MODE];
    private boolean attached = true;
    private int field;
    /** The suggestion that enter takes; -1 is what has been typed. */
    private int chosen;

    /**
     * An empty form.
     *
     * @param image the image to begin with, or an empty text
     */
    LaunchForm(LiveData data, String image, Consumer<Launch> launch) {
        this.data = data;
        this.launch = launch;
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new LineInput(i == IMAGE ? image : "");
        }
        if (!image.isEmpty() || data.areOthersLoaded() && data.profiles().isEmpty()) {
            turnTo(IMAGE);
        }
    }

    /** A line below the fields: a name that can be taken, and what is to know of it. */
    private record Suggestion(String name, String about, boolean bad) {
    }

    private List<Suggestion> suggestions() {
        List<Suggestion> all = new ArrayList<>();
        if (field == PROFILE) {
            for (ProfileItem item : data.profiles()) {
                all.add(new Suggestion(item.name(), item.error().orElse(item.description().isEmpty() ? item.image()
                        : item.description()), item.error().isPresent()));
            }
        } else if (field == IMAGE) {
            for (ImageItem item : data.images()) {
                if (!item.name().isEmpty()) {
                    all.add(new Suggestion(item.name(), Amount.decimal(item.sizeBytes()), false));
                }
            }
            all.add(new Suggestion("host", "this machine's own files, copy on write", false));
        }
        String wanted = field < MODE ? inputs[field].text().strip().toLowerCase(Locale.ROOT) : "";
        all.removeIf(s -> !(s.name() + " " + s.about()).toLowerCase(Locale.ROOT).contains(wanted));
        return all;
    }

    @Override
    public void draw(Canvas canvas) {
        int lines = Math.max(1, Math.min(8, canvas.rows() - 4 - LABELS.length - 2));
        Canvas inside = Box.draw(canvas, "Launch", LABELS.length + 2 + lines, WIDTH);
        for (int i = 0; i < LABELS.length; i++) {
            int index = i;
            inside.field(i, 0, LABEL, LABELS[i], i == field ? Role.KEY : Role.DIALOG);
            int room = inside.columns() - LABEL;
            String text = i == MODE ? attached ? "attached to this terminal (space changes)"
                    : "none, in the background (space changes)" : i == field ? inputs[i].aroundBar(room)
                    : inputs[i].text();
            inside.field(i, LABEL, inside.columns() - LABEL, text, i == field ? Role.INPUT : Role.DIALOG);
            inside.onClick(i, 0, inside.columns(), () -> turnTo(index), () -> { });
        }
        suggest(inside, LABELS.length + 1, lines);
        inside.text(inside.rows() - 1, 0, Fit.cut("tab next field   enter launch   esc cancel", inside.columns()),
                Role.HINT);
    }

    private void suggest(Canvas inside, int top, int lines) {
        List<Suggestion> found = suggestions();
        chosen = Math.min(chosen, found.size() - 1);
        if (found.isEmpty() && field == PROFILE && data.areOthersLoaded()) {
            inside.text(top, 0, Fit.cut(data.profiles().isEmpty() ? "No profiles."
                    : "No profile contains \"" + inputs[PROFILE].text() + "\".", inside.columns()), Role.MUTED);
        }
        int room = Math.max(1, lines - 1);
        int first = Math.max(0, Math.min(chosen - room / 2, found.size() - room));
        for (int i = first; i < Math.min(found.size(), first + room); i++) {
            Suggestion suggestion = found.get(i);
            int index = i;
            inside.field(top + i - first, 0, inside.columns(), Fit.left(suggestion.name(), 22) + " "
                    + suggestion.about(), i == chosen ? Role.SELECTED : suggestion.bad() ? Role.BAD : Role.DIALOG);
            inside.onClick(top + i - first, 0, inside.columns(), () -> chosen = index, () -> {
                chosen = index;
                inside.press("enter");
            });
        }
    }

    private void turnTo(int next) {
        take();
        field = Math.floorMod(next, LABELS.length);
        // In the image's field nothing is chosen until the user does: a profile may have one.
        chosen = field == PROFILE ? 0 : -1;
    }

    /** Takes the chosen suggestion into its field. */
    private void take() {
        List<Suggestion> found = suggestions();
        boolean typed = field < MODE && !inputs[field].text().isEmpty();
        if (chosen >= 0 && chosen < found.size() && (typed || moved)) {
            inputs[field] = new LineInput(found.get(chosen).name());
        }
        moved = false;
    }

    private boolean moved;

    @Override
    public boolean key(KeyPress key) {
        switch (key.name()) {
            case "tab" -> turnTo(field + 1);
            case "shift-tab" -> turnTo(field - 1);
            case "up", "ctrl-p" -> choose(-1);
            case "down", "ctrl-n" -> choose(1);
            case "enter" -> {
                return !accept();
            }
            case "esc", "ctrl-c" -> {
                return false;
            }
            default -> type(key);
        }
        return true;
    }

    private void choose(int by) {
        int count = suggestions().size();
        if (count == 0) {
            turnTo(field + by);
            return;
        }
        chosen = Math.max(field == PROFILE ? 0 : -1, Math.min(chosen + by, count - 1));
        moved = true;
    }

    private void type(KeyPress key) {
        if (field == MODE) {
            attached ^= key.name().equals("space") || key.name().equals("left") || key.name().equals("right");
        } else if (inputs[field].key(key)) {
            chosen = field == IMAGE ? suggestions().isEmpty() ? -1 : 0 : 0;
        }
    }

    private boolean accept() {
        List<Suggestion> found = suggestions();
        boolean untouched = inputs[IMAGE].text().isBlank();
        if (field == PROFILE && (untouched || !inputs[PROFILE].text().isEmpty() || moved)) {
            if (chosen < 0 || chosen >= found.size()) {
                return false;
            }
            inputs[PROFILE] = new LineInput(found.get(chosen).name());
        } else {
            take();
        }
        if (inputs[PROFILE].text().isBlank() && inputs[IMAGE].text().isBlank()) {
            return false;
        }
        launch.accept(new Launch(inputs[PROFILE].text().strip(), inputs[IMAGE].text().strip(),
                inputs[NAME].text().strip(), Words.split(inputs[COMMAND].text()), attached));
        return true;
    }

    @Override
    public void paste(String text) {
        if (field < MODE) {
            inputs[field].insert(text);
        }
    }
}
