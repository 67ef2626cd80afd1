/**
 * Copying files between this machine and containers: where they go by docker's rules, and this machine's side of it.
 */
package dev.berth.shell.copy;
