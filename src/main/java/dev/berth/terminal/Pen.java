package dev.berth.terminal;

/** The attributes with which the next character is written. */
final class Pen {
    int fore;
    int back;
    Decoration decoration = Decoration.NONE;

    void set(Pen other) {
        fore = other.fore;
        back = other.back;
        decoration = other.decoration;
    }

    /** SGR 0; a hyperlink stays, as it is no SGR attribute. */
    void reset() {
        fore = 0;
        back = 0;
        underlineColour(0);
    }

    void fore(int mask, int bits) {
        fore = fore & ~mask | bits;
    }

    void back(int mask, int bits) {
        back = back & ~mask | bits;
    }

    void underlineColour(int colour) {
        if (decoration.underlineColour() != colour) {
            decorate(colour, decoration.link());
        }
    }

    void link(String link) {
        decorate(decoration.underlineColour(), link);
    }

    private void decorate(int colour, String link) {
        decoration = colour == 0 && link.isEmpty() ? Decoration.NONE : new Decoration(colour, link);
    }

    /** The background alone: erased cells keep the colour and lose all else (back colour erase). */
    int eraseBack() {
        return back & Cell.COLOUR;
    }

    boolean sameAs(Pen other) {
        return fore == other.fore && back == other.back && decoration.equals(other.decoration);
    }
}
