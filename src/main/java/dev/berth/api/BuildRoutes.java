package dev.berth.api;

import dev.berth.build.BuildException;
import dev.berth.build.BuildRequest;
import dev.berth.build.Builder;
import dev.berth.build.Inquiry;
import dev.berth.docker.BuildPruned;
import dev.berth.docker.BuildStep;
import dev.berth.engine.EngineException;
import dev.berth.engine.Events;
import dev.berth.image.Image;
import dev.berth.image.ImageException;
import dev.berth.image.Reference;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Building images by docker's classic protocol: the context as a tar archive in the body, progress as a stream of JSON.
 * A client that sends {@link BuildStep#HEADER} gets steps in place of text; {@code X-Berth-Secret} and
 * {@code X-Berth-Ssh} bring what the classic protocol has no place for; so does {@code X-Berth-Context}: each names a
 * further context, {@code NAME=docker-image://REFERENCE}, or {@code NAME=archive}, which is before the build's own in
 * the body ({@link dev.berth.context.ArchiveFrames}). With {@code call=check|outline|targets} nothing is built, and the
 * answer is a line with what the Dockerfile says of itself.
 */
final class BuildRoutes implements Routes {

    private final Optional<Builder> builder;
    private final EventTeller events;

    /** The routes; without a builder they say so. */
    BuildRoutes(Optional<Builder> builder, Events events) {
        this.builder = builder;
        this.events = new EventTeller(events);
    }

    @Override
    public String[] table() {
        return new String[] {"POST /build", "POST /build/prune"};
    }

    @Override
    public void handle(String route, Exchange exchange)
            throws ApiError, EngineException, IOException, InterruptedException {
        Builder there = builder.orElseThrow(() -> ApiError.notImplemented("this engine has no builder"));
        switch (route) {
            case "POST /build" -> build(there, exchange);
            case "POST /build/prune" -> prune(there, exchange);
            default -> throw new IllegalStateException(route);
        }
    }

    private void build(Builder builder, Exchange exchange)
            throws ApiError, IOException, InterruptedException {
        BuildRequest request = BuildQuery.read(exchange);
        boolean steps = exchange.header(BuildStep.HEADER).filter(BuildStep.HEADER_VALUE::equals).isPresent();
        boolean quiet = exchange.query().flag("q");
        BuildStream stream = new BuildStream(exchange);
        BuildText text = new BuildText(stream, quiet);
        Optional<Inquiry.Kind> asked = BuildQuery.inquiry(exchange.query());
        try {
            if (asked.isPresent()) {
                stream.send(line(builder.ask(asked.get(), request, BuildQuery.context(exchange), text), request));
                stream.end();
                return;
            }
            Image image = builder.build(request, BuildQuery.context(exchange),
                    steps ? new BuildSteps(stream) : text);
            text.end();
            events.made(image, request.tags());
            built(stream, request, image, steps, quiet);
        } catch (BuildException e) {
            text.end();
            if (!stream.begun()) {
                throw e.request() ? ApiError.badParameter(e.getMessage()) : new ApiError(500, e.getMessage());
            }
            stream.error(e.getMessage(), e.exitCode());
        } catch (ImageException e) {
            if (!stream.begun()) {
                throw e;
            }
            stream.error(e.getMessage(), OptionalInt.empty());
        } catch (InterruptedException e) {
            if (!stream.clientGone()) {
                throw e;
            }
            return;
        }
        stream.end();
    }

    private static Map<String, Object> line(Inquiry.Answer answer, BuildRequest request) {
        return Map.of("id", InquiryAnswer.LINE_ID, "aux", InquiryAnswer.of(answer, request.dockerfile()));
    }

    private static void built(BuildStream stream, BuildRequest request, Image image, boolean steps, boolean quiet) {
        if (steps) {
            stream.aux(image.id().toString(), image.manifest().toString());
        } else {
            stream.aux(image.id().toString());
        }
        if (quiet) {
            stream.text(image.id() + "\n");
            return;
        }
        if (!steps) {
            stream.text("Successfully built " + image.id().shortened() + "\n");
            for (Reference tag : request.tags()) {
                stream.text("Successfully tagged " + tag.withDefaultTag().familiar() + "\n");
            }
        }
    }

    private static void prune(Builder builder, Exchange exchange) throws ApiError, IOException {
        boolean all = exchange.query().flag("all");
        Optional<Instant> before = Optional.empty();
        FilterSet filters = FilterSet.of(exchange, Set.of("until", "unused-for", "label", "label!"));
        if (filters.has("label")) {
            // a prune of the whole system sends them to every kind; nothing here has labels
            exchange.answer(200, new BuildPruned(List.of(), 0));
            return;
        }
        List<String> until = filters.all("until").isEmpty() ? filters.all("unused-for") : filters.all("until");
        if (!until.isEmpty()) {
            before = Times.parse("until", until.get(0));
        }
        OptionalLong kept = OptionalLong.empty();
        for (String name : List.of("keep-storage", "reserved-space")) {
            Optional<String> bytes = exchange.query().first(name).filter(value -> !value.isEmpty());
            try {
                kept = bytes.isPresent() ? OptionalLong.of(Long.parseLong(bytes.get())) : kept;
            } catch (NumberFormatException e) {
                throw ApiError.badParameter(name + " is in bytes as an integer; got " + bytes.get());
            }
        }
        // docker's client sends 0 where nothing was said
        kept = kept.isPresent() && kept.getAsLong() == 0 ? OptionalLong.empty() : kept;
        Builder.Pruned pruned = builder.prune(all, before, kept);
        exchange.answer(200, new BuildPruned(pruned.ids(), pruned.bytes()));
    }
}
