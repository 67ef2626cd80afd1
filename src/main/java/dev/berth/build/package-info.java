/**
 * The builder: carries out Dockerfiles. Steps run in Berth's own isolation, layers are made in place in the image
 * store, and what came of a step is found again by content.
 */
package dev.berth.build;
