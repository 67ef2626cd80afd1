/**
 * The interactive shell's line editing: JLine on a session's terminal. Nothing here opens the terminal again, starts a
 * process, or touches the JVM's own input and output.
 */
package dev.berth.shell.line;
