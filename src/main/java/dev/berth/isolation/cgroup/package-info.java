/** Control groups, v1, v2 and hybrid: limits, freezing, killing, statistics. */
package dev.berth.isolation.cgroup;
