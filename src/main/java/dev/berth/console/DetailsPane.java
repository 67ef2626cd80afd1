package dev.berth.console;

import java.util.List;
import java.util.Locale;

/** What is to know of a container, as labels and values. */
final class DetailsPane implements Pane {
    private static final int LABEL = 16;

    private final String container;
    private final Desk desk;
    private List<Detail> details = List.of();
    private String problem = "";
    private int first;
    private int height = 10;
    private String filter = "";
    private int generation;

    DetailsPane(String container, Desk desk) {
        this.container = container;
        this.desk = desk;
    }

    @Override
    public String title() {
        return "Details";
    }

    @Override
    public void show() {
        int asked = ++generation;
        desk.background().submit(() -> desk.source().details(container), found -> {
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
        first = Math.max(0, Math.min(first, shown.size() - height));
        for (int i = first; i < Math.min(shown.size(), first + height); i++) {
            Detail detail = shown.get(i);
            canvas.field(i - first, 1, LABEL, detail.label(), Role.TITLE);
            canvas.text(i - first, LABEL + 3, Fit.cut(detail.value(), canvas.columns() - LABEL - 4), Role.TEXT);
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
        return details.size() + " lines";
    }
}
