/** Linux security modules: AppArmor and SELinux labels, Landlock rules. */
package dev.berth.isolation.lsm;
