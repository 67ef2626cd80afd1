/**
 * The JSON types of the Docker Engine API, and Berth's additions to it, as records.
 *
 * <p>Property names are exactly Docker's and are read without regard to case, as Go does. What is empty is written in
 * Docker's own way for each property: {@code []}, {@code {}}, {@code null} or not at all. Unknown properties are
 * skipped, missing ones read as empty, so that any Docker or Podman can be talked to. No component is ever null,
 * except a record that a server should have sent and has not.
 */
package dev.berth.docker;
