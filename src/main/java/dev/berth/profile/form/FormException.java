package dev.berth.profile.form;

/** A value that is not in the form it has to be in; the message is docker's where docker has the case. */
public final class FormException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * A value was refused.
     *
     * @param message what is wrong with it, naming it
     */
    public FormException(String message) {
        super(message);
    }
}
