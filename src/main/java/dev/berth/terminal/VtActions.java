package dev.berth.terminal;

/** What a {@link VtParser} makes of a stream of bytes; the names are those of the VT500 parser by Paul Williams. */
interface VtActions {
    /** A run of printable ASCII (0x20 to 0x7E), from {@code from} up to but without {@code to}. */
    void printAscii(byte[] bytes, int from, int to);

    /** One printable character outside ASCII; bytes that are no UTF-8 come as U+FFFD. */
    void print(int codePoint);

    /** A C0 control character. */
    void execute(int control);

    /** An escape sequence; {@code intermediate} is 0 or the bytes between ESC and the final one, first one highest. */
    void escape(int intermediate, int finalByte);

    /**
     * A control sequence.
     *
     * @param parameters the numbers; valid only during the call
     * @param prefix the private marker, one of {@code < = > ?}, or 0
     * @param intermediate the bytes 0x20 to 0x2F before the final one, or 0
     */
    void control(Parameters parameters, int prefix, int intermediate, int finalByte);

    /** An operating system command without its frame; the bytes are valid only during the call. */
    void operatingSystem(byte[] bytes, int length);
}
