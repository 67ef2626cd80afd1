package dev.berth.terminal;

/**
 * What few cells have and so is kept beside the packed ones: the underline's own colour and a hyperlink.
 *
 * @param underlineColour a colour as {@link Cell} packs it; 0 is that of the text
 * @param link the parameters and address of {@code OSC 8}, as in {@code id=1;https://example.org}; empty for none
 */
record Decoration(int underlineColour, String link) {
    /** No own underline colour and no link. */
    static final Decoration NONE = new Decoration(0, "");
}
