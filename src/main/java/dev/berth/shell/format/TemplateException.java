package dev.berth.shell.format;

/** A {@code --format} template that cannot be read or does not fit the data; the message is docker's wording. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A wrong template.
     *
     * @param message what is wrong
     */
    public TemplateException(String message) {
        super(message, null, false, false);
    }
}
