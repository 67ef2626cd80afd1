package dev.berth.shell.login;

import java.util.Optional;

/**
 * Who one is at a registry.
 *
 * @param server the registry as docker's configuration names it
 * @param username the user; empty where there is only a token
 * @param password the password, empty where there is a token
 * @param identityToken OAuth refresh token instead of the password
 */
public record Login(String server, String username, String password, Optional<String> identityToken) {

    /** Without what is secret, so that it comes into no log. */
    @Override
    public String toString() {
        return "login of " + username + " at " + server;
    }
}
