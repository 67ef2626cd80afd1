/**
 * What a Dockerfile is advised against: the rules of docker's build checks, and what a Dockerfile says of itself.
 * Nothing here builds; base images are known by their configuration only.
 */
package dev.berth.build.check;
