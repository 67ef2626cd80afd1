package dev.berth.shell.format;

import java.util.List;
import java.util.Optional;

/** What a template sees as {@code .}: named values, some of them with arguments ({@code .Label "x"}). */
public interface Fields {

    /**
     * A value: text, number, boolean, list, map or further fields.
     *
     * @param name as the template has it
     * @param arguments of the call, usually none
     * @return nothing when there is no such field
     */
    Optional<Object> field(String name, List<Object> arguments);

    /** Whether JSON of it has {@code <}, {@code >} and {@code &} escaped, as that of docker's rows has. */
    default boolean escaped() {
        return false;
    }

    /** The names of the fields without arguments, in the order of {@code --format json}. */
    List<String> names();
}
