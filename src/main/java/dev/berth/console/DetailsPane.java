package dev.berth.console;

import dev.berth.terminal.CharacterWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Labels and values that scroll, asked for when they are to be shown. Values that are too long go on below. */
final class DetailsPane extends ScrollingPane {
    private static final int LEAST_LABEL = 16;
    private static final int MOST_LABEL = 32;

    private final Callable<List<Detail>> loader;
    private final String empty;
    private final Following following;
    private List<Detail> details = List.of();
    private String problem = "";
    private boolean answered;

    /**
     * Nothing yet.
     *
     * @param title the tab's word
     * @param loader asks for what is to be shown; may wait
     * @param empty what to show when there is nothing
     */
    DetailsPane(String title, Callable<List<Detail>> loader, String empty, Desk desk) {
        super(title);
        this.loader = loader;
        this.empty = empty;
        this.following = new Following(desk.background());
    }

    @Override
    public void show() {
        following.begin().ask(loader, found -> {
            details = found;
            problem = "";
            answered = true;
        }, failure -> problem = failure);
    }

    @Override
    public void hide() {
        following.end();
    }

    @Override
    public void changed() {
        show();
    }

    @Override
    public void draw(Canvas canvas) {
        if (!problem.isEmpty()) {
            int line = 1;
            for (String part : Fit.wrapWords(problem, canvas.columns() - 3)) {
                canvas.text(line++, 2, part, Role.BAD);
            }
            return;
        }
        List<Detail> shown = passing();
        if (shown.isEmpty()) {
            canvas.text(1, 2, Fit.cut(!filter().isEmpty() && !details.isEmpty() ? nothingPasses()
                    : answered ? empty : "Asking the engine…", canvas.columns() - 3), Role.MUTED);
        }
        int label = LEAST_LABEL;
        boolean labelled = false;
        for (Detail detail : shown) {
            label = Math.max(label, Math.min(MOST_LABEL, CharacterWidth.of(detail.label())));
            labelled |= !detail.label().isEmpty();
        }
        // Where there is little room, values are worth more than what they are called.
        label = Math.min(label, canvas.columns() / 3);
        int at = labelled ? label + 3 : 1;
        int row = 0;
        for (Detail line : visible(wrapped(shown, canvas.columns() - at - 1), canvas.rows())) {
            canvas.field(row, 1, label, line.label(), Role.TITLE);
            canvas.text(row++, at, line.value(), Role.TEXT);
        }
    }

    /** What the filter lets pass; a value that has its label from one before passes with that, and keeps it. */
    private List<Detail> passing() {
        List<Detail> shown = new ArrayList<>();
        String label = "";
        String shownLabel = "";
        for (Detail detail : details) {
            label = detail.label().isEmpty() ? label : detail.label();
            if (passes(label) || passes(detail.value())) {
                shown.add(new Detail(label.equals(shownLabel) ? "" : label, detail.value()));
                shownLabel = label;
            }
        }
        return shown;
    }

    private static List<Detail> wrapped(List<Detail> details, int width) {
        List<Detail> lines = new ArrayList<>();
        for (Detail detail : details) {
            String label = detail.label();
            for (String part : Fit.wrap(detail.value(), width)) {
                lines.add(new Detail(label, part));
                label = "";
            }
        }
        return lines;
    }
}
