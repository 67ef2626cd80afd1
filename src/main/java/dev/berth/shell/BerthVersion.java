package dev.berth.shell;

/** The version of this program, as the build wrote it. */
final class BerthVersion {

    private BerthVersion() {
    }

    /** For example {@code 0.1.0}. */
    static String current() {
        String version = BerthVersion.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
