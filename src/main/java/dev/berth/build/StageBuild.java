package dev.berth.build;

import dev.berth.build.cache.CacheKey;
import dev.berth.build.cache.CacheRecord;
import dev.berth.build.dockerfile.Add;
import dev.berth.build.dockerfile.Arg;
import dev.berth.build.dockerfile.Copy;
import dev.berth.build.dockerfile.Env;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.InstructionExpansion;
import dev.berth.build.dockerfile.Run;
import dev.berth.build.dockerfile.StageScope;
import dev.berth.build.dockerfile.Workdir;
import dev.berth.engine.EngineException;
import dev.berth.image.Digest;
import dev.berth.image.store.BuiltLayer;
import dev.berth.image.store.LayerDraft;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds one stage, instruction by instruction. Belongs to one thread. */
final class StageBuild implements AutoCloseable {

    private final BuildParts parts;
    private final Origins origins;
    private final int index;
    private final char escape;
    private final StageScope scope;
    private final ImageDraft image;
    private final HistoryDraft history;
    private final LayerStack layers;
    /** Set with the first step that had to be carried out: what stands on it has never been made before. */
    private boolean missed;
    private final boolean withoutCache;

    /**
     * A stage.
     *
     * @param base what it begins with
     * @param scope its variables
     * @param index its number
     * @param escape the Dockerfile's escape character
     * @param withoutCache whether all of it is carried out
     */
    StageBuild(BuildParts parts, Origins origins, StageResult base, StageScope scope, int index, char escape,
            boolean withoutCache) {
        this.parts = parts;
        this.origins = origins;
        this.index = index;
        this.escape = escape;
        this.scope = scope;
        this.image = new ImageDraft(base.config(), base.author());
        this.history = new HistoryDraft(base.history(), parts.builtIn());
        this.layers = new LayerStack(parts.store(), base.layers(), parts.lease(), parts.packers());
        this.missed = withoutCache;
        this.withoutCache = withoutCache;
    }

    /**
     * Carries out an instruction.
     *
     * @param written as the Dockerfile has it
     * @param step tells the listener which one
     */
    void run(Instruction written, StepInfo step) throws BuildException, IOException, InterruptedException {
        Instruction instruction = new InstructionExpansion(escape, scope.variables()).expand(written);
        if (instruction instanceof Run run) {
            layer(step, new RunStep(parts, origins, image, scope, run, index, escape, step));
        } else if (instruction instanceof Copy copy) {
            layer(step, CopyStep.of(parts, origins, image, copy, index));
        } else if (instruction instanceof Add add) {
            layer(step, CopyStep.of(parts, origins, image, add, index));
        } else if (instruction instanceof Workdir workdir) {
            String path = image.absolute(workdir.path());
            layer(step, new WorkdirStep(parts, image, path));
            image.workdir(path);
        } else if (instruction instanceof Arg arg) {
            configured(step, String.join(" ", image.shell()) + " #(nop)  ARG " + declared(arg));
            scope.declare(arg);
        } else {
            String createdBy = image.apply(instruction);
            if (instruction instanceof Env env) {
                scope.set(env);
            }
            configured(step, createdBy);
        }
    }

    private static String declared(Arg arg) {
        return String.join(" ", arg.declarations().stream().map(d -> d.name() + d.value().map(v -> '=' + v).orElse(""))
                .toList());
    }

    /** Labels that came with the request, as docker adds them: one more step. */
    void label(Map<String, String> labels, StepInfo step) throws BuildException {
        image.labels(labels);
        StringBuilder text = new StringBuilder(String.join(" ", image.shell())).append(" #(nop)  LABEL");
        new TreeMap<>(labels).forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
        configured(step, text.toString());
    }

    /** A step that changed the configuration only; its time is kept, so that the same build makes the same image. */
    private void configured(StepInfo step, String createdBy) throws BuildException {
        CacheKey key = new CacheKey("configuration", image.config().platform()).with("createdBy", createdBy);
        Optional<CacheRecord> before = missed ? Optional.empty() : parts.cache().find(key.on(layers.chain()));
        Instant now = before.map(CacheRecord::created).orElseGet(StageBuild::now);
        history.add(now, createdBy, image.author(), true);
        if (before.isPresent()) {
            parts.listener().cached(step, before.get().key().shortened());
            return;
        }
        parts.listener().started(step);
        if (layers.isSettled()) {
            parts.cache().put(new CacheRecord(key.on(layers.chain()), now, Optional.empty(), Optional.empty()));
        } else {
            layers.whenSettled((below, layer, chain) -> parts.cache().put(new CacheRecord(key.on(below), now,
                    Optional.empty(), Optional.empty())));
        }
        parts.listener().done(step, key.on(Optional.empty()).shortened());
    }

    private void layer(StepInfo step, StepMaker opened) throws BuildException, IOException, InterruptedException {
        try (StepMaker maker = opened) {
            CacheKey key = maker.key();
            // what does not depend on the layers below may have been made before, though they were not
            boolean useless = maker.independent() ? withoutCache : missed;
            Optional<CacheRecord> before = useless ? Optional.empty()
                    : parts.cache().find(key.on(maker.independent() ? Optional.empty() : layers.chain()));
            if (before.isPresent() && use(before.get(), maker.createdBy())) {
                parts.listener().cached(step, before.get().key().shortened());
                return;
            }
            missed = true;
            parts.listener().started(step);
            make(step, maker, key);
        }
    }

    private boolean use(CacheRecord record, String createdBy)
            throws BuildException, IOException, InterruptedException {
        if (record.layer().isPresent()) {
            // held before it is looked for: a prune at the same time leaves it or has taken it
            parts.lease().hold(record.layer().get().blob().digest());
            if (!parts.store().contains(record.layer().get().blob().digest())) {
                return false;
            }
            layers.use(record.layer().get());
        }
        parts.cache().use(record);
        history.add(record.created(), createdBy, image.author(), record.layer().isEmpty());
        return true;
    }

    private void make(StepInfo step, StepMaker maker, CacheKey key)
            throws BuildException, IOException, InterruptedException {
        LayerDraft draft = maker.own() ? layers.beginOwn() : layers.begin();
        boolean made = false;
        try {
            maker.make(draft, layers.lowers());
            made = true;
        } catch (EngineException e) {
            throw BuildException.failed(e.getMessage(), e);
        } finally {
            if (!made) {
                layers.discard(draft);
            }
        }
        Instant now = now();
        int place = history.add(now, maker.createdBy(), image.author(), false);
        layers.push(draft, (below, layer, chain) -> settled(place,
                new Made(key, maker.independent(), now), below, layer, chain));
        parts.listener().done(step, key.on(Optional.empty()).shortened());
    }

    private record Made(CacheKey key, boolean independent, Instant created) {
    }

    private void settled(int place, Made made, Optional<Digest> below, Optional<BuiltLayer> layer,
            Optional<Digest> chain) {
        history.layer(place, layer.isPresent());
        Digest key = made.key().on(made.independent() ? Optional.empty() : below);
        parts.cache().put(new CacheRecord(key, made.created(), layer, chain));
    }

    private static Instant now() {
        // Docker's times have nanoseconds; a whole microsecond is what the clock here gives anyway
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Waits until all layers have their place. */
    StageResult finish(Optional<Instant> baseCreated) throws IOException, InterruptedException {
        layers.settle();
        return new StageResult(layers.layers(), layers.lowers(), image.config(), history.entries(),
                history.last().or(() -> baseCreated).orElseGet(StageBuild::now), image.author(), Optional.of(scope));
    }

    @Override
    public void close() throws IOException {
        layers.close();
    }
}
