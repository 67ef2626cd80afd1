package dev.berth.console;

import dev.berth.kernel.WindowSize;
import dev.berth.terminal.InputEvent.KeyPress;
import dev.berth.terminal.InputEvent.Mouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The console's state and how it answers to keys: the views, what is open over them, and the question or help in front.
 * It knows no terminal; it stays when the terminal goes and another one comes.
 */
final class Workbench implements Desk {
    private static final int WHEEL_LINES = 3;

    private final Source source;
    private final Background background;
    private final LiveData data;
    private final List<ListPage<?>> views;
    private final Deque<Page> opened = new ArrayDeque<>();
    private final Flash flash = new Flash();
    private final String detachKeys;
    private final Themes themes;
    private final Clicks clicks = new Clicks(this::key);
    private Theme theme;
    private boolean mouse;
    private Path directory = Path.of("/");
    private int view;
    private Optional<Overlay> overlay = Optional.empty();
    private Optional<Prompt> prompt = Optional.empty();
    private Optional<Passage> passage = Optional.empty();
    private WindowSize size = new WindowSize(24, 80);
    private boolean quit;
    private boolean suspend;
    private boolean redraw;

    Workbench(Source source, Background background, Themes themes, boolean mouse, String detachKeys) {
        this.source = source;
        this.background = background;
        this.themes = themes;
        this.mouse = mouse;
        this.detachKeys = detachKeys;
        data = new LiveData(source, background);
        views = List.of(new ContainersPage(this), new ImagesPage(this, source), new ProfilesPage(this),
                new VolumesPage(this));
        theme = Theme.shipped(Theme.SHIPPED.get(0));
        turnTo(themes.chosen());
    }

    /** Shows everything in another theme; says why when there is none of that name. */
    private boolean turnTo(String name) {
        try {
            theme = themes.read(name);
            return true;
        } catch (IllegalArgumentException e) {
            flash.show(e.getMessage(), Role.BAD);
            return false;
        }
    }

    private void nextTheme() {
        List<String> names = themes.names();
        String next = names.get((names.indexOf(theme.name()) + 1) % names.size());
        if (turnTo(next)) {
            flash.show("Theme: " + theme.name(), Role.INFO);
        }
    }

    Theme theme() {
        return theme;
    }

    List<ListPage<?>> views() {
        return views;
    }

    int view() {
        return view;
    }

    Page page() {
        return opened.isEmpty() ? views.get(view) : opened.peek();
    }

    /** The titles of the pages that are open over the view, the lowest first. */
    List<String> crumbs() {
        List<String> titles = new ArrayList<>();
        opened.descendingIterator().forEachRemaining(page -> titles.add(page.title()));
        return titles;
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
            suspend = true;
        } else if (overlay.isPresent()) {
            Overlay front = overlay.get();
            // What the key does may put another overlay in front.
            if (!front.key(key) && overlay.equals(Optional.of(front))) {
                overlay = Optional.empty();
            }
        } else if (prompt.isPresent()) {
            promptKey(key, prompt.get());
        } else {
            KeyTable.action(key.name(), page().scopes()).ifPresent(this::perform);
        }
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
            case VIEW_1, VIEW_2, VIEW_3, VIEW_4 -> show(action.ordinal() - Action.VIEW_1.ordinal());
            case NEXT_VIEW -> show((view + 1) % views.size());
            case PREVIOUS_VIEW -> show((view + views.size() - 1) % views.size());
            case FILTER -> ask(Prompt.live(page().scopes().contains(Scope.LOGS) ? "&" : "/", page().filter(),
                    page()::filter));
            case PALETTE -> front(new PaletteOverlay(commands()));
            case HELP -> front(new HelpOverlay(page().scopes(), detachKeys));
            case THEME -> nextTheme();
            case MOUSE -> {
                mouse = !mouse;
                flash.show(mouse ? "The mouse selects and scrolls here; m gives it back to the terminal"
                        : "The mouse is the terminal's, for selecting text", Role.INFO);
            }
            case REDRAW -> redraw = true;
            case SUSPEND -> suspend = true;
            case BACK -> {
                if (page().perform(action)) {
                    return;
                }
                if (!page().filter().isEmpty()) {
                    page().filter("");
                } else {
                    back();
                }
            }
            case QUIT, INTERRUPT -> quit = !back();
            case LAUNCH -> {
                if (!page().perform(action)) {
                    launcher("");
                }
            }
            default -> page().perform(action);
        }
    }

    /** Everything that can be done here: what keys do, and the themes. */
    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            int index = i;
            commands.add(new Command(views.get(i).title().toLowerCase(Locale.ROOT), Integer.toString(i + 1),
                    "Show the " + views.get(i).title().toLowerCase(Locale.ROOT), () -> show(index)));
        }
        List<Scope> scopes = page().scopes();
        for (Binding binding : KeyTable.bindings()) {
            String key = binding.keys().get(0);
            boolean view = binding.action().ordinal() >= Action.VIEW_1.ordinal()
                    && binding.action().ordinal() <= Action.VIEW_4.ordinal();
            if (scopes.contains(binding.scope()) && !view && binding.scope() != Scope.MOVING
                    && binding.action() != Action.PALETTE
                    && KeyTable.action(key, scopes).equals(Optional.of(binding.action()))) {
                commands.add(new Command(binding.action().label(), key, binding.help(),
                        () -> perform(binding.action())));
            }
        }
        for (String name : themes.names()) {
            commands.add(new Command("theme " + name, "", "Show everything in this theme", () -> turnTo(name)));
        }
        return commands;
    }

    private void show(int index) {
        boolean open = back();
        while (open) {
            // Whatever is open belongs to the view before.
            open = back();
        }
        view = index;
    }

    /** Closes the page that is open over the view; false when there is none. */
    private boolean back() {
        if (opened.isEmpty()) {
            return false;
        }
        opened.pop().hide();
        page().show();
        return true;
    }

    @Override
    public void open(Page page) {
        page().hide();
        opened.push(page);
        page.show();
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
        Optional<String> error = data.profiles().stream().filter(p -> p.name().equals(wanted.profile())).findFirst()
                .flatMap(ProfileItem::error);
        if (error.isPresent()) {
            flash.show(error.get(), Role.BAD);
            return;
        }
        flash.show("Launching " + wanted.title() + "…", Role.INFO);
        WindowSize launchSize = size;
        background.submit(() -> {
            String id = source.create(wanted, launchSize);
            if (!wanted.attached()) {
                source.start(id);
            }
            return id;
        }, id -> {
            flash.clear();
            views.get(0).list().select(id);
            show(0);
            data.refresh();
            if (wanted.attached()) {
                pass(new Passage(wanted.title(), false, (now, type) -> startAttached(id, now)));
            } else {
                flash.show("Launched " + wanted.title(), Role.GOOD);
            }
        }, failure -> flash.show(failure, Role.BAD));
    }

    /** Attached before it starts, so that none of its output is missed. */
    private Connection startAttached(String id, WindowSize now) throws IOException {
        Connection connection = source.attach(id, now);
        try {
            source.start(id);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
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

    /** Whether the user has quit; asked once. */
    boolean takeQuit() {
        boolean wanted = quit;
        quit = false;
        return wanted;
    }

    /** Whether the user wants to suspend; asked once. */
    boolean takeSuspend() {
        boolean wanted = suspend;
        suspend = false;
        return wanted;
    }

    /** Asks for everything to be drawn again. */
    void redraw() {
        redraw = true;
    }

    /** Whether everything is to be drawn again; asked once. */
    boolean takeRedraw() {
        boolean wanted = redraw;
        redraw = false;
        return wanted;
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
