/**
 * Copying files into an image that is being built: which sources a pattern names, what they are by content, and writing
 * them. Sources are reached beneath their root and targets within theirs, by descriptors ({@code openat2(2)}).
 */
package dev.berth.build.copy;
