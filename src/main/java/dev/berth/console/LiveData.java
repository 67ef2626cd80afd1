package dev.berth.console;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is known of the engine, kept up to date while the console is open. Changes come as events; each asks for the
 * lists again, and those that come meanwhile ask once more. Used by the console's thread only.
 */
final class LiveData {
    /** How many samples of a container are kept for its graphs. */
    static final int HISTORY = 240;
    private static final long RETRY_NANOS = 2_000_000_000L;
    /** Lists say how long ago things were, to the minute. */
    private static final long REFRESH_NANOS = 30_000_000_000L;

    private final Source source;
    private final Background background;
    private final AtomicBoolean refreshPosted = new AtomicBoolean();
    private Runnable changed = () -> { };
    private List<ContainerItem> containers = List.of();
    private List<ImageItem> images = List.of();
    private List<ProfileItem> profiles = List.of();
    private List<VolumeItem> volumes = List.of();
    private final Map<String, Usage> usage = new HashMap<>();
    private final Map<String, Deque<Usage>> history = new HashMap<>();
    private Optional<Source.Subscription> changes = Optional.empty();
    private Optional<Source.Subscription> samples = Optional.empty();
    private String problem = "";
    private boolean open;
    private boolean loaded;
    private boolean othersLoaded;
    private boolean loading;
    private boolean loadAgain;
    private boolean connecting;
    private long nextLoad;
    private List<Runnable> waiting = new ArrayList<>();
    private int generation;

    LiveData(Source source, Background background) {
        this.source = source;
        this.background = background;
    }

    /** Calls this after every change, in the console's thread. */
    void onChange(Runnable listener) {
        changed = listener;
    }

    List<ContainerItem> containers() {
        return containers;
    }

    List<ImageItem> images() {
        return images;
    }

    List<ProfileItem> profiles() {
        return profiles;
    }

    List<VolumeItem> volumes() {
        return volumes;
    }

    Optional<ContainerItem> container(String id) {
        for (ContainerItem item : containers) {
            if (item.id().equals(id)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    Optional<Usage> usage(String id) {
        return Optional.ofNullable(usage.get(id));
    }

    /** The samples of a container, the oldest first. */
    List<Usage> history(String id) {
        return List.copyOf(history.getOrDefault(id, new ArrayDeque<>()));
    }

    /** Whether the list of containers has come once. */
    boolean isLoaded() {
        return loaded;
    }

    /** Whether the other lists have come once, too. */
    boolean areOthersLoaded() {
        return othersLoaded;
    }

    /** Whether the engine keeps profiles. */
    boolean hasProfiles() {
        return source.hasProfiles();
    }

    /** Why the engine does not answer, or an empty text. */
    String problem() {
        return problem;
    }

    /** Begins to keep up. */
    void open() {
        open = true;
        generation++;
        // The streams are opened after the first list: it is what the user waits for.
        refresh();
    }

    /** Stops keeping up; what is known stays. */
    void close() {
        open = false;
        generation++;
        changes.ifPresent(Source.Subscription::close);
        samples.ifPresent(Source.Subscription::close);
        changes = Optional.empty();
        samples = Optional.empty();
        usage.clear();
    }

    /** Nanoseconds until {@link #tick} has something to do. */
    long untilTick(long now) {
        return Math.max(0, nextLoad - now);
    }

    /** Does what is due: lists again, and connections that were lost. */
    void tick(long now) {
        if (open && now - nextLoad >= 0) {
            refresh();
            connect();
        }
    }

    /** Does something when a list of containers has come that is asked for from now on. */
    void whenKnown(Runnable then) {
        waiting.add(then);
        refresh();
    }

    /** Asks for the lists again. */
    void refresh() {
        nextLoad = System.nanoTime() + (problem.isEmpty() ? REFRESH_NANOS : RETRY_NANOS);
        if (loading) {
            loadAgain = true;
            return;
        }
        loading = true;
        int asked = generation;
        List<Runnable> told = waiting;
        waiting = new ArrayList<>();
        background.submit(source::containers, list -> {
            if (asked == generation) {
                containers = list;
                loaded = true;
                problem = "";
                forgetGone();
                told.forEach(Runnable::run);
                changed.run();
            }
            refreshOthers(asked);
        }, failure -> {
            loading = false;
            waiting.addAll(told);
            if (asked == generation) {
                failed(failure);
            }
            loadedOnce();
        });
    }

    /** The lists that are seldom looked at, after the one that is there first. */
    private void refreshOthers(int asked) {
        connect();
        background.submit(() -> new Others(source.images(), source.profiles(), source.volumes()), others -> {
            loading = false;
            if (asked == generation) {
                boolean same = othersLoaded && images.equals(others.images()) && profiles.equals(others.profiles())
                        && volumes.equals(others.volumes());
                images = others.images();
                profiles = others.profiles();
                volumes = others.volumes();
                othersLoaded = true;
                if (!same) {
                    changed.run();
                }
            }
            loadedOnce();
        }, failure -> {
            loading = false;
            if (asked == generation) {
                failed(failure);
            }
            loadedOnce();
        });
    }

    private record Others(List<ImageItem> images, List<ProfileItem> profiles, List<VolumeItem> volumes) {
    }

    private void loadedOnce() {
        if (loadAgain && open) {
            loadAgain = false;
            refresh();
        }
    }

    private void forgetGone() {
        Set<String> known = new HashSet<>();
        for (ContainerItem item : containers) {
            known.add(item.id());
            if (!item.isLive()) {
                usage.remove(item.id());
            }
        }
        usage.keySet().retainAll(known);
        history.keySet().retainAll(known);
    }

    private void failed(String failure) {
        problem = failure;
        nextLoad = System.nanoTime() + RETRY_NANOS;
        changed.run();
    }

    private void connect() {
        if (connecting || changes.isPresent() && samples.isPresent()) {
            return;
        }
        connecting = true;
        int asked = generation;
        boolean needChanges = changes.isEmpty();
        boolean needSamples = samples.isEmpty();
        background.submit(() -> {
            Optional<Source.Subscription> newChanges = needChanges
                    ? Optional.of(source.changes(() -> postRefresh(asked), end -> ended(asked, end)))
                    : Optional.empty();
            try {
                Optional<Source.Subscription> newSamples = needSamples
                        ? Optional.of(source.usage(all -> background.post(() -> sampled(asked, all)),
                                end -> ended(asked, end))) : Optional.empty();
                return List.of(newChanges, newSamples);
            } catch (IOException e) {
                newChanges.ifPresent(Source.Subscription::close);
                throw e;
            }
        }, connected -> {
            connecting = false;
            if (asked != generation) {
                connected.forEach(one -> one.ifPresent(Source.Subscription::close));
                connectAgain();
                return;
            }
            changes = changes.or(() -> connected.get(0));
            samples = samples.or(() -> connected.get(1));
        }, failure -> {
            connecting = false;
            if (asked == generation) {
                failed(failure);
            } else {
                connectAgain();
            }
        });
    }

    /** Another terminal has come while the connections of the one before were being made. */
    private void connectAgain() {
        if (open) {
            connect();
        }
    }

    /** Events come in swarms: one refresh stands for all that come before it is carried out. */
    private void postRefresh(int asked) {
        if (refreshPosted.compareAndSet(false, true)) {
            background.post(() -> {
                refreshPosted.set(false);
                if (asked == generation) {
                    refresh();
                }
            });
        }
    }

    private void ended(int asked, String end) {
        background.post(() -> {
            if (asked == generation) {
                changes.ifPresent(Source.Subscription::close);
                samples.ifPresent(Source.Subscription::close);
                changes = Optional.empty();
                samples = Optional.empty();
                failed(end);
            }
        });
    }

    private void sampled(int asked, List<Usage> all) {
        if (asked != generation) {
            return;
        }
        Map<String, Usage> before = Map.copyOf(usage);
        usage.clear();
        for (Usage sample : all) {
            usage.put(sample.id(), sample.steadied(Optional.ofNullable(before.get(sample.id()))));
            Deque<Usage> samplesOfOne = history.computeIfAbsent(sample.id(), id -> new ArrayDeque<>());
            samplesOfOne.add(sample);
            if (samplesOfOne.size() > HISTORY) {
                samplesOfOne.remove();
            }
        }
        changed.run();
    }
}
