package dev.berth.api;

import dev.berth.docker.DockerJson;
import java.util.concurrent.Executor;

/**
 * What every exchange needs.
 *
 * @param json turns records into JSON and back
 * @param threads runs what goes on beside a connection's own thread
 * @param version Berth's version
 */
record ApiContext(DockerJson json, Executor threads, String version) {
}
