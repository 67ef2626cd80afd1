/** The controllers that are cgroup v2's own (Documentation/admin-guide/cgroup-v2.rst). */
package dev.berth.isolation.cgroup.v2;
