/** How images lie on disk: blobs, index, unpacked layers, and who holds them. */
package dev.berth.image.store;

