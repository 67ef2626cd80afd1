/**
 * The Linux kernel as Java sees it: system calls, errors, file descriptors, processes.
 *
 * <p>The only package that imports {@code jnr.*}. It needs Linux 5.12 or later on x86-64 or aarch64 and holds no
 * policy: every method is one kernel operation under the kernel's own name.
 */
package dev.berth.kernel;
