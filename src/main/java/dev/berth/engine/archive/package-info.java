/**
 * Files that are copied into and out of containers: a view of a container's files that no link leads out of, and tar
 * archives from and to it.
 */
package dev.berth.engine.archive;
