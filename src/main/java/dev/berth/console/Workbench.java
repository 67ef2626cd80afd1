package dev.berth.console;

import dev.berth.kernel.WindowSize;
import dev.berth.terminal.InputEvent.KeyPress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The console's state and how it answers to keys: the views, what is open over them, and the question or help in front.
 * It knows no terminal; it stays when the terminal goes and another one comes.
 */
final class Workbench implements Desk {
    private static final String DEFAULT_THEME = Theme.SHIPPED.get(0);

    private final Source source;
    private final Background background;
    private final LiveData data;
    private final List<ListPage<?>> views;
    private final Deque<Page> opened = new ArrayDeque<>();
    private final Flash flash = new Flash();
    private final String detachKeys;
    private Theme theme;
    private int view;
    private Optional<Overlay> overlay = Optional.empty();
    private Optional<LineInput> filtering = Optional.empty();
    private Optional<Passage> passage = Optional.empty();
    private WindowSize size = new WindowSize(24, 80);
    private boolean quit;
    private boolean suspend;
    private boolean redraw;

    Workbench(Source source, Background background, String themeName, String detachKeys) {
        this.source = source;
        this.background = background;
        this.detachKeys = detachKeys;
        data = new LiveData(source, background);
        views = List.of(new ContainersPage(this), new ImagesPage(this, source), new ProfilesPage(this));
        theme = theme(themeName);
    }

    private Theme theme(String name) {
        try {
            return Theme.shipped(name.isEmpty() ? DEFAULT_THEME : name);
        } catch (IllegalArgumentException e) {
            flash.show(e.getMessage(), Role.BAD);
            return Theme.shipped(DEFAULT_THEME);
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

    /** The filter while it is being typed. */
    Optional<LineInput> filtering() {
        return filtering;
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
        } else if (filtering.isPresent()) {
            filterKey(key, filtering.get());
        } else {
            KeyTable.action(key.name(), page().scopes()).ifPresent(this::perform);
        }
    }

    /** Pasted text: only where text is typed. */
    void paste(String text) {
        if (overlay.isPresent()) {
            overlay.get().paste(text);
        } else if (filtering.isPresent()) {
            filtering.get().insert(text);
            page().filter(filtering.get().text());
        }
    }

    private void filterKey(KeyPress key, LineInput input) {
        switch (key.name()) {
            case "enter" -> filtering = Optional.empty();
            case "esc", "ctrl-c" -> {
                filtering = Optional.empty();
                page().filter("");
            }
            case "up", "down", "pgup", "pgdn" ->
                    KeyTable.action(key.name(), page().scopes()).ifPresent(page()::perform);
            default -> {
                if (input.key(key)) {
                    page().filter(input.text());
                }
            }
        }
    }

    private void perform(Action action) {
        switch (action) {
            case VIEW_1, VIEW_2, VIEW_3 -> show(action.ordinal() - Action.VIEW_1.ordinal());
            case NEXT_VIEW -> show((view + 1) % views.size());
            case PREVIOUS_VIEW -> show((view + views.size() - 1) % views.size());
            case FILTER -> filtering = Optional.of(new LineInput(page().filter()));
            case HELP -> overlay = Optional.of(new HelpOverlay(page().scopes(), detachKeys));
            case THEME -> {
                int next = (Theme.SHIPPED.indexOf(theme.name()) + 1) % Theme.SHIPPED.size();
                theme = Theme.shipped(Theme.SHIPPED.get(next));
                flash.show("Theme: " + theme.name(), Role.INFO);
            }
            case LAUNCH -> launcher();
            case REDRAW -> redraw = true;
            case SUSPEND -> suspend = true;
            case BACK -> {
                if (!page().filter().isEmpty()) {
                    page().filter("");
                } else {
                    back();
                }
            }
            case QUIT, INTERRUPT -> quit = !back();
            default -> page().perform(action);
        }
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
    public void launcher() {
        overlay = Optional.of(new LauncherOverlay(data, this::launch));
    }

    @Override
    public void launch(ProfileItem profile) {
        if (profile.error().isPresent()) {
            flash.show(profile.error().get(), Role.BAD);
            return;
        }
        flash.show("Launching " + profile.name() + "…", Role.INFO);
        WindowSize launchSize = size;
        background.submit(() -> source.create(profile.name(), launchSize), id -> {
            flash.clear();
            views.get(0).list().select(id);
            show(0);
            data.refresh();
            pass(new Passage(profile.name(), false, (now, type) -> startAttached(id, now)));
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
