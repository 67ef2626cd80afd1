/** System call filters: docker's JSON profiles, and their compiler to classic BPF. */
package dev.berth.isolation.seccomp;
