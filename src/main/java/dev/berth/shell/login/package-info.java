/**
 * Who one is at registries, kept as docker keeps it: in {@code ~/.docker/config.json} and with the credential helpers
 * that it names.
 */
package dev.berth.shell.login;
