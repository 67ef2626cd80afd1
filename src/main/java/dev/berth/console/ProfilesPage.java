package dev.berth.console;

import java.util.List;

/** The list of profiles. */
final class ProfilesPage extends ListPage<ProfileItem> {
    ProfilesPage(Desk desk) {
        super("Profiles", "profile", ProfileTable.COLUMNS, ProfileTable.ORDERS, ProfileItem::name,
                item -> item.name() + " " + item.image() + " " + item.description(), desk);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.PROFILES, Scope.LISTS, Scope.MOVING, Scope.EVERYWHERE);
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
    protected boolean act(Action action, ProfileItem item, List<ProfileItem> targets) {
        switch (action) {
            case OPEN -> desk.launch(Launch.profile(item.name()));
            case VIEW -> desk.open(new ProfilePage(item, desk));
            default -> {
                return false;
            }
        }
        return true;
    }
}
