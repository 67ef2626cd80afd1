package dev.berth.shell;

/** Descriptions that several options share. */
final class Texts {

    static final String FORMAT = "Format output using a custom template: 'table': print output in table format with "
            + "column headers (default); 'table TEMPLATE': print output in table format using the given Go template; "
            + "'json': print in JSON format; 'TEMPLATE': print output using the given Go template";
    static final String FORMAT_JSON = "Format output using a custom template: 'json': print in JSON format; "
            + "'TEMPLATE': print output using the given Go template";
    static final String DETACH_KEYS = "Override the key sequence for detaching a container";
    static final String CONTAINERS = "CONTAINER [CONTAINER...]";
    static final String SIGNAL = "Signal to send to the container";
    static final String TIMEOUT = "Seconds to wait before killing the container";

    private Texts() {
    }
}
