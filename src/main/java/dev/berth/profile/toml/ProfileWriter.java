package dev.berth.profile.toml;

import dev.berth.profile.Mount;
import dev.berth.profile.Port;
import dev.berth.profile.Profile;
import dev.berth.profile.ProfileBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a profile as a TOML file that {@link ProfileParser} reads back as an equal one. */
public final class ProfileWriter {

    private ProfileWriter() {
    }

    /**
     * Writes a profile; what it does not say is left out.
     *
     * @param profile the profile
     * @return the file's text
     */
    public static String write(Profile profile) {
        StringBuilder top = new StringBuilder();
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (Key<Profile, ProfileBuilder, ?> key : ProfileKeys.TABLE.keys()) {
            if (key.path().equals("mounts") || key.path().equals("ports")) {
                continue;
            }
            int dot = key.path().indexOf('.');
            key.write(profile).ifPresent(value -> (dot < 0 ? top
                    : tables.computeIfAbsent(key.path().substring(0, dot), table -> new StringBuilder()))
                    .append(key.path().substring(dot + 1)).append(" = ").append(value).append('\n'));
        }
        tables.forEach((table, lines) -> top.append("\n[").append(table).append("]\n").append(lines));
        for (Mount mount : profile.mounts()) {
            block(top, "mounts", ((RecordType<Mount>) ProfileTables.MOUNT).table().keys(), mount);
        }
        for (Port port : profile.ports()) {
            block(top, "ports", ((RecordType<Port>) ProfileTables.PORT).table().keys(), port);
        }
        return top.toString();
    }

    private static <R> void block(StringBuilder text, String name, List<Key<R, Fields, ?>> keys, R value) {
        text.append("\n[[").append(name).append("]]\n");
        for (Key<R, Fields, ?> key : keys) {
            key.write(value).ifPresent(
                    written -> text.append(key.path()).append(" = ").append(written).append('\n'));
        }
    }
}
