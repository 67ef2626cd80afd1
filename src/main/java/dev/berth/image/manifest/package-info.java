/** The JSON documents of images: index, manifest, configuration; OCI's and Docker's forms. */
package dev.berth.image.manifest;
