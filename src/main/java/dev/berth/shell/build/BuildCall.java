package dev.berth.shell.build;

import dev.berth.shell.CommandException;
import java.util.List;

/**
 * What {@code --call} asks for.
 *
 * @param name {@code check}, {@code outline} or {@code targets}; empty to build
 * @param json whether the answer is shown as JSON
 * @param ignoresStatus whether findings leave the exit status 0
 */
public record BuildCall(String name, boolean json, boolean ignoresStatus) {

    /** The {@code id} of the line that holds the answer. */
    static final String LINE_ID = "berth.call";

    private static final List<String> NAMES = List.of("check", "outline", "targets");

    /**
     * Reads the flag.
     *
     * @param flag {@code NAME[,format=json][,ignorestatus=true]}; empty for none
     * @throws CommandException if it is wrong
     */
    public static BuildCall parse(String flag) {
        String name = "";
        boolean json = false;
        boolean ignores = false;
        for (String field : flag.isEmpty() ? new String[0] : flag.split(",")) {
            if (field.equals("format=json") || field.equals("format=text") || field.equals("format=")) {
                json = field.equals("format=json");
            } else if (field.equals("ignorestatus=true") || field.equals("ignorestatus=1")
                    || field.equals("ignorestatus=false") || field.equals("ignorestatus=0")) {
                ignores = field.endsWith("true") || field.endsWith("1");
            } else if (field.indexOf('=') >= 0) {
                throw new CommandException("invalid print field: " + field);
            } else if (!name.isEmpty()) {
                throw new CommandException("invalid print value: " + flag);
            } else {
                name = field.equals("lint") ? "check" : field;
            }
        }
        if (!name.isEmpty() && !name.equals("build") && !NAMES.contains(name)) {
            throw new CommandException("--call " + name + " is not known: it is build, " + String.join(", ", NAMES));
        }
        return new BuildCall(name.equals("build") ? "" : name, json, ignores);
    }
}
