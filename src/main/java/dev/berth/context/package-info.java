/**
 * Which files of a directory belong to a build's context. Both sides need it: the command line packs only these, and
 * the engine leaves out what a context from elsewhere should not hold. Both fetch repositories.
 */
package dev.berth.context;
