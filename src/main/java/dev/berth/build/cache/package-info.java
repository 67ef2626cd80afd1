/** The build cache: which layer came of which step on which files, by content alone. */
package dev.berth.build.cache;
