package dev.berth.engine;

import java.util.HexFormat;

/** Ids of the networks that every machine has, {@code host} and {@code none}. */
public final class NetworkIds {

    private static final int DIGITS = 64;

    private NetworkIds() {
    }

    /** The id of a network: the same on every machine, because there is nothing to tell them apart. */
    public static String of(String name) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; id.length() < DIGITS; i++) {
            id.append(HexFormat.of().toHexDigits((name + i).hashCode()));
        }
        return id.toString();
    }
}
