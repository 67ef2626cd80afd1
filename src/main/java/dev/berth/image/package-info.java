/**
 * Images: the content store (an OCI image layout on disk), layers unpacked as overlay lower directories, archives,
 * registries. Policy of containers has no place here; kernel calls go through {@code dev.berth.kernel}.
 */
package dev.berth.image;
