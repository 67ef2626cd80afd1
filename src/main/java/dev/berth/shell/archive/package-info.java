/** Archives that commands send. */
package dev.berth.shell.archive;
