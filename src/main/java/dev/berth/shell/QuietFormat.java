package dev.berth.shell;

/**
 * What {@code --quiet} and {@code --format raw} make of a list's format, as docker has it.
 *
 * @param quiet what {@code --quiet} prints of a row, a template
 * @param quietRaw the same in the raw format
 * @param raw the raw format
 */
record QuietFormat(String quiet, String quietRaw, String raw) {

    /**
     * The format to print with.
     *
     * @param format what {@code --format} says, empty if it was not given
     * @param onlyQuiet whether {@code --quiet} was given; a template of one's own wins over it
     */
    String of(String format, boolean onlyQuiet) {
        if (format.equals("raw")) {
            return onlyQuiet ? quietRaw : raw;
        }
        return onlyQuiet && (format.isEmpty() || format.equals("table")) ? quiet : format;
    }
}
