package dev.berth.api;

import dev.berth.api.translation.ProfileTranslator;
import dev.berth.engine.Container;
import dev.berth.engine.Engine;
import dev.berth.image.Image;
import dev.berth.profile.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which containers a list shows: {@code all}, {@code limit} and the filters. */
final class ContainerFilter {
    private static final Set<String> KEYS = Set.of("ancestor", "before", "exited", "expose", "health", "id",
            "is-task", "isolation", "label", "label!", "name", "network", "publish", "since", "status", "volume");
    private static final List<String> STATES = List.of("created", "running", "paused", "restarting", "removing",
            "exited", "dead");
    private static final List<String> HEALTHS = List.of("none", "starting", "healthy", "unhealthy");

    private final Engine engine;
    private final FilterSet filters;
    private final boolean all;
    private final int limit;
    private final List<Pattern> names = new ArrayList<>();
    private final Set<String> ancestors = new HashSet<>();
    private final List<PortFilter> published = new ArrayList<>();
    private final List<PortFilter> exposed = new ArrayList<>();

    private ContainerFilter(Engine engine, FilterSet filters, boolean all, int limit) {
        this.engine = engine;
        this.filters = filters;
        this.all = all;
        this.limit = limit;
    }

    /**
     * Reads the parameters of a list request.
     *
     * @throws ApiError when one makes no sense; docker's wording
     */
    static ContainerFilter of(Exchange exchange, Engine engine) throws ApiError, IOException {
        FilterSet filters = FilterSet.of(exchange, KEYS);
        int limit = limit(exchange.query().first("limit").orElse("0"));
        // Asking for a state or the last few means to look among those that do not run, too; docker does not do so for
        // an exit code.
        boolean all = exchange.query().flag("all") || limit > 0 || filters.has("status");
        ContainerFilter filter = new ContainerFilter(engine, filters, all, limit);
        filter.prepare();
        return filter;
    }

    private static int limit(String text) throws ApiError {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiError.badParameter("invalid value for 'limit': \"" + text + "\" is not a number");
        }
    }

    private void prepare() throws ApiError, IOException {
        for (String code : filters.all("exited")) {
            try {
                Integer.parseInt(code);
            } catch (NumberFormatException e) {
                throw ApiError.badParameter("invalid filter 'exited=" + code + "': strconv.Atoi: parsing \"" + code
                        + "\": invalid syntax");
            }
        }
        for (String value : filters.all("publish")) {
            published.add(PortFilter.of("publish", value));
        }
        for (String value : filters.all("expose")) {
            exposed.add(PortFilter.of("expose", value));
        }
        oneOf("status", "state", STATES);
        oneOf("health", "health", HEALTHS);
        for (String name : filters.all("name")) {
            try {
                names.add(Pattern.compile(name));
            } catch (PatternSyntaxException e) {
                throw ApiError.badParameter("invalid filter 'name=" + name + "': " + e.getDescription());
            }
        }
        for (String ancestor : filters.all("ancestor")) {
            ancestors.add(ancestor);
            Optional<Image> image = engine.images().find(ancestor);
            if (image.isPresent()) {
                ancestors.add(image.get().id().toString());
            }
        }
    }

    private void oneOf(String key, String what, List<String> known) throws ApiError {
        for (String value : filters.all(key)) {
            if (!known.contains(value)) {
                throw ApiError.badParameter("invalid filter '" + key + '=' + value + "': invalid value for " + what
                        + " (" + value + "): must be one of " + String.join(", ", known));
            }
        }
    }

    /** Those of the containers that are shown, in the same order. */
    List<Container> select(List<Container> containers) throws ApiError {
        List<Container> selected = new ArrayList<>();
        boolean after = !filters.has("before");
        Optional<Container> before = reference(containers, "before");
        Optional<Container> since = reference(containers, "since");
        for (Container container : containers) {
            if (since.isPresent() && container.id().equals(since.get().id())) {
                break;
            }
            if (after && shown(container)) {
                selected.add(container);
                if (limit > 0 && selected.size() == limit) {
                    break;
                }
            }
            after = after || before.isPresent() && container.id().equals(before.get().id());
        }
        return selected;
    }

    private Optional<Container> reference(List<Container> containers, String key) throws ApiError {
        if (!filters.has(key)) {
            return Optional.empty();
        }
        String wanted = filters.all(key).get(0);
        for (Container container : containers) {
            if (container.name().equals(wanted) || container.id().startsWith(wanted)) {
                return Optional.of(container);
            }
        }
        throw ApiError.notFound("No such container: " + wanted);
    }

    private boolean shown(Container container) throws ApiError {
        Container.State state = container.state();
        return (all || state.running() || state.status() == Container.Status.RESTARTING)
                && filters.allows("status", ContainerViews.status(container))
                && (!filters.has("exited") || state.status() == Container.Status.EXITED
                        && filters.all("exited").contains(Integer.toString(state.exitCode())))
                && filters.allows("health", state.health().map(Container.HealthState::status).orElse("none"))
                && (!filters.has("id") || filters.all("id").stream().anyMatch(container.id()::startsWith))
                && (names.isEmpty() || named(container)) && filters.labels(container.labels())
                && (ancestors.isEmpty() || ancestors.contains(container.image())
                        || ancestors.contains(container.imageId().orElse("-")))
                && filters.allows("network", ProfileTranslator.networkMode(container.profile()))
                && (!filters.has("volume") || mounts(container))
                && (!filters.has("publish") || ports(container, published, true))
                && (!filters.has("expose") || ports(container, exposed, false))
                && !filters.truth("is-task").orElse(false);
    }

    /** Docker matches with and without the slash. */
    private boolean named(Container container) {
        for (Pattern pattern : names) {
            if (pattern.matcher(container.name()).find() || pattern.matcher("/" + container.name()).find()) {
                return true;
            }
        }
        return false;
    }

    private boolean mounts(Container container) {
        for (Container.MountPoint mount : container.mounts()) {
            if (filters.all("volume").contains(mount.name()) || filters.all("volume").contains(mount.destination())) {
                return true;
            }
        }
        return false;
    }

    private static boolean ports(Container container, List<PortFilter> wanted, boolean byHost) {
        for (Port port : container.profile().ports()) {
            int number = byHost ? port.hostPort().orElse(0) : port.containerPort();
            for (PortFilter one : wanted) {
                if (one.has(number, port.protocol())) {
                    return true;
                }
            }
        }
        return false;
    }
}
