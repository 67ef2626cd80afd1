/** The controllers that are cgroup v1's own (Documentation/admin-guide/cgroup-v1). */
package dev.berth.isolation.cgroup.v1;
