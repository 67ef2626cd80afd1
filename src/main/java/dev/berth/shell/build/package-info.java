/** The parts of {@code berth build}: where the context comes from, how it is packed, what is shown, what is watched. */
package dev.berth.shell.build;
