package dev.berth.console;

import java.util.List;

/** The list of profiles. */
final class ProfilesPage extends ListPage<ProfileItem> {
    ProfilesPage(Desk desk) {
        super(ProfileTable.LOOK, List.of(Scope.PROFILES), desk.data()::profiles, desk);
    }

    @Override
    protected String empty() {
        return desk.data().hasProfiles() ? super.empty() : "This engine has no profiles: it is not Berth's.";
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
