/**
 * The written forms of single values, as docker's flags and Berth's profiles write them: sizes, durations, ports,
 * mounts, limits, devices, namespaces. One class a form; each reads and writes, and knows docker's error wording.
 */
package dev.berth.profile.form;
