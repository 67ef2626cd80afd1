package dev.berth.console;

/**
 * A volume as the console lists it.
 *
 * @param name its name
 * @param driver what keeps it
 * @param directory where it is on the host
 * @param created when it was made, as {@code 2026-11-21 06:47:12Z}, or an empty text
 */
public record VolumeItem(String name, String driver, String directory, String created) {
}
