package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.Locale;

/** Labels and values that scroll, asked for when they are to be shown. */
final class DetailsPane implements Pane {
    private static final int LEAST_LABEL = 16;
    private static final int MOST_LABEL = 32;

    private final String title;
    private final Callable<List<Detail>> loader;
    private final Desk desk;
    private List<Detail> details = List.of();
    private String problem = "";
    private int first;
    private int height = 10;
    private String filter = "";
    private int generation;

    /**
     * Nothing yet.
     *
     * @param title the tab's word
     * @param loader asks for what is to be shown; may wait
     */
    DetailsPane(String title, Callable<List<Detail>> loader, Desk desk) {
        this.title = title;
        this.loader = loader;
        this.desk = desk;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void show() {
        int asked = ++generation;
        desk.background().submit(loader, found -> {
            if (asked == generation) {
                details = found;
                problem = "";
            }
        }, failure -> {
            if (asked == generation) {
                problem = failure;
            }
        });
    }

    @Override
    public void hide() {
        generation++;
    }

    @Override
    public void draw(Canvas canvas) {
        height = canvas.rows();
        if (!problem.isEmpty()) {
            canvas.text(1, 2, Fit.cut(problem, canvas.columns() - 3), Role.BAD);
            return;
        }
        List<Detail> shown = details.stream()
                .filter(d -> filter.isEmpty() || contains(d.label()) || contains(d.value())).toList();
        int label = LEAST_LABEL;
        for (Detail detail : shown) {
            label = Math.max(label, Math.min(MOST_LABEL, CharacterWidth.of(detail.label())));
        }
        boolean labelled = shown.stream().anyMatch(d -> !d.label().isEmpty());
        first = Math.max(0, Math.min(first, shown.size() - height));
        for (int i = first; i < Math.min(shown.size(), first + height); i++) {
            Detail detail = shown.get(i);
            int at = labelled ? label + 3 : 1;
            canvas.field(i - first, 1, label, detail.label(), Role.TITLE);
            canvas.text(i - first, at, Fit.cut(detail.value(), canvas.columns() - at - 1), Role.TEXT);
        }
    }

    private boolean contains(String text) {
        return text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean perform(Action action) {
        switch (action) {
            case UP -> first--;
            case DOWN -> first++;
            case HALF_UP -> first -= height / 2;
            case HALF_DOWN -> first += height / 2;
            case PAGE_UP -> first -= height;
            case PAGE_DOWN -> first += height;
            case TOP -> first = 0;
            case BOTTOM -> first = details.size();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String filter() {
        return filter;
    }

    @Override
    public void filter(String text) {
        filter = text;
    }

    @Override
    public String status() {
        return details.isEmpty() ? "" : first + 1 + "-" + Math.min(details.size(), first + height) + " of "
                + details.size() + " lines";
    }
}
