package dev.berth.console;

import java.util.List;

/** One profile: its text, and what a container from it would become in the kernel. */
final class ProfilePage extends TabbedPage {
    private final ProfileItem item;

    ProfilePage(ProfileItem item, Desk desk) {
        super(desk, Scope.PROFILES, List.of(
                new DetailsPane("Profile", () -> desk.source().profileText(item.name()), "The profile is empty.", desk),
                new DetailsPane("Plan", () -> desk.source().plan(item.name()), "", desk)));
        this.item = item;
    }

    @Override
    public String title() {
        return item.name();
    }

    @Override
    protected void head(Canvas canvas, int column) {
        canvas.text(0, column, Fit.cut(item.origin(), canvas.columns() - column - 1), Role.MUTED);
    }

    @Override
    protected boolean act(Action action) {
        if (action != Action.OPEN) {
            return false;
        }
        desk.launch(Launch.profile(item.name()));
        return true;
    }
}
