package dev.berth.shell.format;

/** A {@code --format} template that cannot be read or does not fit the data; the message is docker's wording. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean syntax;

    /**
     * A wrong template.
     *
     * @param message what is wrong
     */
    public TemplateException(String message) {
        this(message, false);
    }

    private TemplateException(String message, boolean syntax) {
        super(message, null, false, false);
        this.syntax = syntax;
    }

    /**
     * A template that cannot be read.
     *
     * @param message what is wrong
     */
    static TemplateException syntax(String message) {
        return new TemplateException(message, true);
    }

    /** Whether it cannot be read; else it does not fit the data. */
    public boolean isSyntax() {
        return syntax;
    }

    /**
     * The same in a command's words.
     *
     * @param prefix what comes before the message
     */
    public TemplateException in(String prefix) {
        return new TemplateException(prefix + getMessage(), syntax);
    }

    /** The same with more behind it. */
    public TemplateException with(String suffix) {
        return new TemplateException(getMessage() + suffix, syntax);
    }
}
