/**
 * A session's terminal: the passed file descriptors in raw mode, keys decoded from bytes, a terminal emulator with the
 * painter that puts its state on a real terminal again, and the frame buffer that the console draws on.
 */
package dev.berth.terminal;
