package dev.berth.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects a {@link Health} check: what is not set stays unsaid. */
public final class HealthBuilder {

    private List<String> command = List.of();
    private boolean shell;
    private Optional<Duration> interval = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> startPeriod = Optional.empty();
    private Optional<Duration> startInterval = Optional.empty();
    private OptionalInt retries = OptionalInt.empty();

    /** Begins with nothing said. */
    public HealthBuilder() {
    }

    /**
     * Begins with what a record says.
     *
     * @param from the record
     */
    public HealthBuilder(Health from) {
        command = from.command();
        shell = from.shell();
        interval = from.interval();
        timeout = from.timeout();
        startPeriod = from.startPeriod();
        startInterval = from.startInterval();
        retries = from.retries();
    }

    /** Sets {@link Health#command}. */
    public HealthBuilder command(List<String> value) {
        command = List.copyOf(value);
        return this;
    }

    /** Sets {@link Health#shell}. */
    public HealthBuilder shell(boolean value) {
        shell = value;
        return this;
    }

    /** Sets {@link Health#interval}. */
    public HealthBuilder interval(Duration value) {
        interval = Optional.of(value);
        return this;
    }

    /** Sets {@link Health#timeout}. */
    public HealthBuilder timeout(Duration value) {
        timeout = Optional.of(value);
        return this;
    }

    /** Sets {@link Health#startPeriod}. */
    public HealthBuilder startPeriod(Duration value) {
        startPeriod = Optional.of(value);
        return this;
    }

    /** Sets {@link Health#startInterval}. */
    public HealthBuilder startInterval(Duration value) {
        startInterval = Optional.of(value);
        return this;
    }

    /** Sets {@link Health#retries}. */
    public HealthBuilder retries(int value) {
        retries = OptionalInt.of(value);
        return this;
    }

    /** The record; the builder can be used further. */
    public Health build() {
        Health built = new Health(
                command, shell, interval, timeout, startPeriod, startInterval, retries);
        return built.equals(Health.NONE) ? Health.NONE : built;
    }
}
