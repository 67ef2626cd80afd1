/** Layers: tar archives read and written, unpacked into directories and made from them. */
package dev.berth.image.layer;

