/**
 * What a Dockerfile says: its text as records, words with variables in them, and which stages a build needs. Only
 * strings come in and only records go out; nothing here builds, reads files or knows an image. Behaviour and wording
 * follow docker's reference of the Dockerfile and BuildKit's front end.
 */
package dev.berth.build.dockerfile;
