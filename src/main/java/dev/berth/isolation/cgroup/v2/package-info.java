/** The controllers of cgroup v2 (Documentation/admin-guide/cgroup-v2.rst). */
package dev.berth.isolation.cgroup.v2;
