/** The controllers of cgroup v1 (Documentation/admin-guide/cgroup-v1). */
package dev.berth.isolation.cgroup.v1;
