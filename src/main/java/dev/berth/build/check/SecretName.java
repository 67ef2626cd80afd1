package dev.berth.build.check;

import java.util.Locale;
import java.util.Set;

/** Names of variables that sound as if their values should not be known. */
final class SecretName {

    private static final Set<String> SECRET = Set.of("apikey", "auth", "credential", "credentials", "key", "password",
            "pword", "passwd", "secret", "token");
    private static final Set<String> HARMLESS = Set.of("public", "file", "version");

    private SecretName() {
    }

    /** Whether one of the words between its underscores is a secret's, and none says that it is no secret. */
    static boolean is(String name) {
        boolean secret = false;
        for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (HARMLESS.contains(word)) {
                return false;
            }
            secret |= SECRET.contains(word);
        }
        return secret;
    }
}
