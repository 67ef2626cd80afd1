/**
 * A compiler: turns what was asked for into a launch plan, the exact list of kernel calls that build a container, and
 * the plan into the tape that the launcher plays.
 */
package dev.berth.isolation;
