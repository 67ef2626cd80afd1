/**
 * Profile and configuration files in TOML: one table of keys ({@link dev.berth.profile.toml.ProfileKeys}) from which
 * reading, writing, error messages and documentation come. Only {@code TomlReader} touches the TOML library, whose
 * loading costs more than everything else here, so that nothing of it is loaded until a file is read.
 */
package dev.berth.profile.toml;
