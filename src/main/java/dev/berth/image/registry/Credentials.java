package dev.berth.image.registry;

/**
 * Who one is at a registry.
 *
 * @param username the name; empty for an identity token
 * @param secret the password, or the identity token
 */
public record Credentials(String username, String secret) {

    /** Whether the secret is an identity (refresh) token of OAuth 2. */
    public boolean isIdentityToken() {
        return username.isEmpty() || username.equals("<token>");
    }

    /** Without the secret, so that it comes into no log. */
    @Override
    public String toString() {
        return "credentials of " + username;
    }
}
