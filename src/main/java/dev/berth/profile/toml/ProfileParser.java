package dev.berth.profile.toml;

import dev.berth.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.List;

/** Reads one profile file. */
public final class ProfileParser {

    private ProfileParser() {
    }

    /**
     * Reads a profile.
     *
     * @param text the file's text
     * @param file the file's name, as messages show it
     * @return what it says; the profiles it extends are only named
     * @throws dev.berth.profile.ProfileException with every problem of the file, each with line and column
     */
    public static ParsedProfile parse(String text, String file) {
        TomlValue.Table table = TomlReader.read(text, file);
        Problems problems = new Problems(file);
        ProfileBuilder builder = new ProfileBuilder();
        ProfileKeys.TABLE.read(table, builder, "", problems);
        problems.check();
        List<ParsedProfile.Parent> parents = new ArrayList<>();
        if (table.values().get("extends") instanceof TomlValue.Array array) {
            for (TomlValue name : array.values()) {
                parents.add(new ParsedProfile.Parent(Values.text(name), name.at()));
            }
        }
        return new ParsedProfile(builder.build(), List.copyOf(parents));
    }
}
