package dev.berth.engine;

import java.time.Instant;
import java.util.List;

/**
 * What the engine and its machine are.
 *
 * @param id stays the same for one data directory
 * @param version Berth's version
 * @param kernelVersion of the machine
 * @param operatingSystem its distribution
 * @param machine as {@code uname -m} says it
 * @param hostname its name
 * @param processors how many
 * @param memoryBytes how much memory
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param securityOptions as docker lists them, for example {@code name=seccomp,profile=builtin}
 * @param dataDirectory where the engine keeps its data
 * @param storageDriver how root file systems are made
 * @param rootless whether it runs without root
 * @param started when this engine process began
 * @param warnings what this machine cannot do
 */
public record EngineInfo(String id, String version, String kernelVersion, String operatingSystem, String machine,
        String hostname, int processors, long memoryBytes, String cgroupVersion, List<String> securityOptions,
        String dataDirectory, String storageDriver, boolean rootless, Instant started, List<String> warnings) {
}
