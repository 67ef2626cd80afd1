package dev.berth.console;

import java.util.List;

/** The list of profiles. */
final class ProfilesPage extends ListPage<ProfileItem> {
    ProfilesPage(Desk desk) {
        super("Profiles", "profile", ProfileTable.COLUMNS, ProfileItem::name,
                item -> item.name() + " " + item.image() + " " + item.description(), desk);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.PROFILES, Scope.MOVING, Scope.EVERYWHERE);
    }

    @Override
    protected List<ProfileItem> current() {
        return desk.data().profiles();
    }

    @Override
    protected List<TextCell> cells(ProfileItem item) {
        return ProfileTable.cells(item);
    }

    @Override
    protected String empty() {
        return "No profiles.";
    }

    @Override
    protected boolean act(Action action, ProfileItem item) {
        if (action != Action.OPEN) {
            return false;
        }
        desk.launch(item);
        return true;
    }
}
