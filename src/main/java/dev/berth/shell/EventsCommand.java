package dev.berth.shell;

import dev.berth.client.ApiException;
import dev.berth.client.JsonStream;
import dev.berth.docker.Event;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth events}: what happens, as it happens. */
@CommandLine.Command(name = "events", description = "Get real time events from the server")
final class EventsCommand extends Command {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnxxx");

    @Option(names = {"-f", "--filter"}, paramLabel = "filter",
            description = "Filter output based on conditions provided")
    private List<String> filter;
    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT_JSON)
    private String format;
    @Option(names = "--since", paramLabel = "string", description = "Show all events created since timestamp")
    private String since;
    @Option(names = "--until", paramLabel = "string", description = "Stream events until this timestamp")
    private String until;

    @Override
    protected int run(Context context) throws IOException {
        boolean json = format.equals("json");
        Optional<Template> template = format.isEmpty() || json ? Optional.empty()
                : Optional.of(Template.parse(Listing.escapes(format)));
        try (JsonStream<Event> events = context.client().system().events(since, until, FilterFlags.parse(filter))) {
            for (Optional<Event> next = events.next(); next.isPresent(); next = events.next()) {
                Event event = next.get();
                if (json || template.isPresent()) {
                    EventFields fields = new EventFields(event);
                    if (json) {
                        context.println(Json.write(fields));
                    } else {
                        context.println(template.get(), fields);
                    }
                } else {
                    context.println(line(event));
                }
            }
        } catch (ApiException e) {
            throw ClientSentence.of(e);
        }
        return 0;
    }

    private static String line(Event event) {
        Instant time = Instant.ofEpochSecond(0, event.timeNano());
        StringBuilder out = new StringBuilder(TIME.format(time.atZone(ZoneId.systemDefault()))).append(' ')
                .append(event.type()).append(' ').append(event.action()).append(' ').append(event.actor().id());
        StringBuilder attributes = new StringBuilder();
        new TreeMap<>(event.actor().attributes()).forEach((name, value) -> attributes
                .append(attributes.length() == 0 ? "" : ", ").append(name).append('=').append(value));
        return attributes.length() == 0 ? out.toString() : out.append(" (").append(attributes).append(')').toString();
    }
}
