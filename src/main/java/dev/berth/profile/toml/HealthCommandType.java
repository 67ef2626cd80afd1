package dev.berth.profile.toml;

import dev.berth.profile.Health;
import dev.berth.profile.HealthBuilder;
import java.util.List;
import java.util.Optional;

/** A health check's command: a list is run as it is, a text by the container's shell. */
final class HealthCommandType implements ValueType<Health> {

    @Override
    public String name() {
        return "command";
    }

    @Override
    public String accepted() {
        return "a list of texts, or one text for the shell";
    }

    @Override
    public Optional<Health> read(TomlValue value, String key, Problems problems) {
        if (value instanceof TomlValue.Text text) {
            return Optional.of(new HealthBuilder().command(List.of(text.value())).shell(true).build());
        }
        return new ListType<>(Values.TEXT, accepted()).read(value, key, problems)
                .map(command -> new HealthBuilder().command(command).build());
    }

    @Override
    public String write(Health value) {
        return value.shell() ? Values.quote(value.command().get(0)) : Values.TEXTS.write(value.command());
    }
}
