/**
 * Measures what Berth promises about time and memory, beside other engines on the same machine.
 *
 * <p>{@code java -cp target/berth.jar dev.berth.bench.Bench [ROW…]}, as root, on an idle machine. {@code BERTH_PEERS}
 * names a program that makes OCI bundles ({@code PEERS bundle DIRECTORY COMMAND…}); without it, rows that compare with
 * crun are skipped. Everything happens in a temporary directory and is removed at the end.
 */
package dev.berth.bench;
