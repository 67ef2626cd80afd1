package dev.berth.console;

import dev.berth.kernel.WindowSize;
import dev.berth.terminal.InputEvent.KeyPress;
import dev.berth.terminal.InputEvent.Mouse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The console's state and how it answers to keys: the views, what is open over them, and the question or help in front.
 * It knows no terminal; it stays when the terminal goes and another one comes.
 */
final class Workbench implements Desk {
    private static final int WHEEL_LINES = 3;

    private final Source source;
    private final Background background;
    private final LiveData data;
    private final Navigation navigation;
    private final Launcher launcher;
    private final Flash flash = new Flash();
    private final String detachKeys;
    private final ThemeChoice themes;
    private final Clicks clicks = new Clicks(this::key);
    private final List<CustomCommand> customs;
    private final Set<Wish> wishes = EnumSet.noneOf(Wish.class);
    private boolean mouse;
    private String lastCommand = "";
    private String lastLine = "";
    private List<List<String>> commands = List.of();
    private Path directory = Path.of("/");
    private Optional<Overlay> overlay = Optional.empty();
    private Optional<Prompt> prompt = Optional.empty();
    private Optional<Passage> passage = Optional.empty();
    private Optional<String> copied = Optional.empty();
    private WindowSize size = new WindowSize(24, 80);

    Workbench(Source source, Background background, Themes themes, boolean mouse, String detachKeys,
            List<CustomCommand> customs) {
        this.customs = customs;
        this.source = source;
        this.background = background;
        this.mouse = mouse;
        this.detachKeys = detachKeys;
        data = new LiveData(source, background);
        navigation = new Navigation(List.of(new ContainersPage(this), new ImagesPage(this), new ProfilesPage(this),
                new VolumesPage(this)));
        launcher = new Launcher(this, id -> {
            navigation.views().get(0).list().select(id);
            navigation.show(0);
        });
        this.themes = new ThemeChoice(themes, flash::show);
    }

    Theme theme() {
        return themes.theme();
    }

    /** Shows everything in another theme. */
    void turnTo(String name) {
        themes.turnTo(name);
    }

    Navigation navigation() {
        return navigation;
    }

    Page page() {
        return navigation.page();
    }

    Optional<Overlay> overlay() {
        return overlay;
    }

    /** The line that the user is being asked for. */
    Optional<Prompt> prompt() {
        return prompt;
    }

    /** What clicks do in the frame that is shown. */
    Clicks clicks() {
        return clicks;
    }

    /** Whether the mouse is the console's, not the terminal's. */
    boolean mouse() {
        return mouse;
    }

    /** Where relative names of files start from. */
    void directory(Path path) {
        directory = path;
    }

    Flash flash() {
        return flash;
    }

    void size(WindowSize now) {
        size = now;
    }

    /** A key of the user's. */
    void key(KeyPress key) {
        if (flash.role() != Role.BAD || key.name().equals("esc")) {
            flash.clear();
        }
        if (key.name().equals("ctrl-z")) {
            wishes.add(Wish.SUSPEND);
        } else if (overlay.isPresent()) {
            Overlay front = overlay.get();
            // What the key does may put another overlay in front.
            if (!front.key(key) && overlay.equals(Optional.of(front))) {
                overlay = Optional.empty();
            }
        } else if (prompt.isPresent()) {
            promptKey(key, prompt.get());
        } else {
            KeyTable.action(key.name(), page().scopes()).ifPresentOrElse(this::perform, () -> customKey(key.name()));
        }
    }

    /** The user's own keys, as far as the console does not use them itself. */
    private void customKey(String key) {
        customs.stream().filter(custom -> custom.key().equals(Optional.of(key)) && custom.fits(subject())).findFirst()
                .ifPresent(custom -> run(custom.words()));
    }

    private Optional<Subject> subject() {
        return page().subjects().stream().findFirst();
    }

    /** Runs a command line for each that is marked or selected, or once where it names none of them. */
    private void run(List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        List<Subject> subjects = page().subjects();
        if (!Subject.isNeeded(words)) {
            commands = List.of(words);
        } else if (subjects.isEmpty()) {
            flash.show("Nothing is selected that the command could be for", Role.ATTENTION);
        } else {
            commands = subjects.stream().map(subject -> subject.fill(words)).toList();
        }
    }

    private void runTyped(String line) {
        lastLine = line;
        run(CustomCommand.words(line));
    }

    /** The command lines to run on the terminal; asked once. */
    List<List<String>> takeCommands() {
        List<List<String>> wanted = commands;
        commands = List.of();
        return wanted;
    }

    /** Pasted text: only where text is typed. */
    void paste(String text) {
        if (overlay.isPresent()) {
            overlay.get().paste(text);
        } else if (prompt.isPresent()) {
            prompt.get().input().insert(text);
            prompt.get().changed().accept(prompt.get().input().text());
        }
    }

    /** The mouse: a click does what stands there, the wheel moves. */
    void mouse(Mouse event, long now) {
        if (!mouse) {
            return;
        }
        if (event.action() == Mouse.Action.PRESS && event.button() == 0) {
            flash.clear();
            clicks.click(event.row(), event.column(), now);
        } else if (event.action() == Mouse.Action.WHEEL && event.button() <= 1) {
            for (int i = 0; i < WHEEL_LINES; i++) {
                key(Clicks.named(event.button() == 0 ? "up" : "down"));
            }
        }
    }

    private void promptKey(KeyPress key, Prompt asked) {
        switch (key.name()) {
            case "enter" -> {
                prompt = Optional.empty();
                asked.accepted().accept(asked.input().text());
            }
            case "esc", "ctrl-c" -> {
                prompt = Optional.empty();
                asked.cancelled().run();
            }
            case "up", "down", "pgup", "pgdn" ->
                    KeyTable.action(key.name(), page().scopes()).ifPresent(page()::perform);
            default -> {
                if (asked.input().key(key)) {
                    asked.changed().accept(asked.input().text());
                }
            }
        }
    }

    private void perform(Action action) {
        switch (action) {
            case VIEW_1, VIEW_2, VIEW_3, VIEW_4 -> navigation.show(action.ordinal() - Action.VIEW_1.ordinal());
            case NEXT_VIEW -> navigation.show(navigation.view() + 1);
            case PREVIOUS_VIEW -> navigation.show(navigation.view() - 1);
            case FILTER -> ask(Prompt.live(page().scopes().contains(Scope.LOGS) ? "&" : "/", page().filter(),
                    page()::filter, page()::status));
            case PALETTE -> front(new PaletteOverlay(Commands.of(navigation, themes, this::perform,
                    customs.stream().filter(custom -> custom.fits(subject())).toList(),
                    custom -> run(custom.words()))));
            case COMMAND -> ask(Prompt.asking("berth ", lastLine, this::runTyped));
            case HELP -> front(Help.of(page().scopes(), detachKeys));
            case MESSAGES -> front(new TextOverlay("Messages", flash.history()));
            case THEME -> themes.next();
            case MOUSE -> {
                mouse = !mouse;
                flash.show(mouse ? "The mouse selects and scrolls here; m gives it back to the terminal"
                        : "The mouse is the terminal's, for selecting text", Role.INFO);
            }
            case REDRAW -> redraw();
            case SUSPEND -> wishes.add(Wish.SUSPEND);
            case BACK -> {
                if (page().perform(action)) {
                    return;
                }
                if (!page().filter().isEmpty()) {
                    page().filter("");
                } else {
                    navigation.back();
                }
            }
            case QUIT, INTERRUPT -> {
                if (!navigation.back()) {
                    wishes.add(Wish.QUIT);
                }
            }
            case LAUNCH -> {
                if (!page().perform(action)) {
                    launcher("");
                }
            }
            default -> page().perform(action);
        }
    }

    @Override
    public void open(Page page) {
        navigation.open(page);
    }

    @Override
    public void containersOf(String image) {
        navigation.show(0);
        page().filter(image);
    }

    @Override
    public void front(Overlay next) {
        overlay = Optional.of(next);
    }

    @Override
    public void confirm(Confirmation confirmation) {
        overlay = Optional.of(new ConfirmDialog(confirmation));
    }

    @Override
    public void work(String doing, String done, Work work) {
        flash.show(doing + "…", Role.INFO);
        background.submit(() -> {
            work.run();
            return done;
        }, sentence -> {
            flash.show(sentence, Role.GOOD);
            data.refresh();
        }, failure -> {
            flash.show(failure, Role.BAD);
            data.refresh();
        });
    }

    @Override
    public void pass(Passage next) {
        passage = Optional.of(next);
    }

    @Override
    public void ask(Prompt asked) {
        prompt = Optional.of(asked);
    }

    @Override
    public void say(String sentence, Role role) {
        flash.show(sentence, role);
    }

    @Override
    public Path file(String name) {
        return directory.resolve(name).normalize();
    }

    @Override
    public void launcher(String image) {
        front(new LaunchForm(data, image, this::launch));
    }

    @Override
    public void launch(Launch wanted) {
        launcher.launch(wanted, size);
    }

    @Override
    public void copy(String text) {
        copied = Optional.of(text);
        flash.show("Copied " + text, Role.INFO);
    }

    /** What is to be put into the clipboard; asked once. */
    Optional<String> takeCopied() {
        Optional<String> wanted = copied;
        copied = Optional.empty();
        return wanted;
    }

    @Override
    public String lastCommand() {
        return lastCommand;
    }

    @Override
    public void lastCommand(String command) {
        lastCommand = command;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public Background background() {
        return background;
    }

    @Override
    public LiveData data() {
        return data;
    }

    /** Whether the user has such a wish; asked once. */
    boolean take(Wish wish) {
        return wishes.remove(wish);
    }

    /** Asks for everything to be drawn again. */
    void redraw() {
        wishes.add(Wish.REDRAW);
    }

    /** The process that the terminal is to be connected to; asked once. */
    Optional<Passage> takePassage() {
        Optional<Passage> wanted = passage;
        passage = Optional.empty();
        return wanted;
    }

    /** A terminal is there: what the page shows goes on. */
    void begin() {
        data.open();
        page().show();
    }

    /** The terminal is gone, or the user has quit: nothing that costs goes on, and everything stays where it was. */
    void rest() {
        page().hide();
        data.close();
    }
}
