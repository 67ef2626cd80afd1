/**
 * All policy: the life of containers and exec sessions, their logs, events, health, restarts and volumes, and the
 * state on disk that survives the engine.
 */
package dev.berth.engine;
