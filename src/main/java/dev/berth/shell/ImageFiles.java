package dev.berth.shell;

import dev.berth.docker.ImageFile;
import dev.berth.docker.ImageLayer;
import dev.berth.shell.format.Human;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth image files}: what the layers of an image add, change and delete. */
@CommandLine.Command(name = "files", customSynopsis = "IMAGE [LAYER]", description = "Show what the layers of an image"
        + " add, change and delete, and the bytes that later layers waste; with a layer's number or digest its files")
final class ImageFiles extends Command {

    private static final String LAYERS = "{{.Number}}\t{{.Layer}}\t{{.Size}}\t{{.Added}}\t{{.Changed}}\t{{.Deleted}}"
            + "\t{{.Wasted}}\t{{.CreatedBy}}";
    private static final String FILES = "{{.Change}}\t{{.Size}}\t{{.Path}}";
    private static final Map<String, String> HEADERS = Map.of("Number", "#", "CreatedBy", "CREATED BY");
    private static final String[] KINDS = {"C", "A", "D"};
    private static final int COMMAND_WIDTH = 45;

    @Option(names = "--format", paramLabel = "string", description = Texts.FORMAT)
    private String format;
    @Option(names = "--no-trunc", description = "Don't truncate output")
    private boolean noTrunc;

    @Override
    protected int run(Context context) throws IOException {
        String image = argument(0);
        List<ImageLayer> layers = context.client().berth().imageLayers(image, "");
        if (arguments().size() == 1) {
            new Listing(LAYERS, HEADERS).print(context, format, layers(layers));
            return 0;
        }
        Optional<ImageLayer> layer = find(layers, argument(1));
        if (layer.isEmpty()) {
            throw new CommandException("No such layer: " + argument(1) + " (the image has " + layers.size() + ")");
        }
        String digest = layer.get().digest();
        List<Row> rows = new ArrayList<>();
        for (ImageLayer one : context.client().berth().imageLayers(image, digest)) {
            if (one.digest().equals(digest) && rows.isEmpty()) {
                for (ImageFile file : one.files()) {
                    rows.add(new Row().put("Change", KINDS[Math.min(Math.max(file.kind(), 0), 2)])
                            .put("Size", Human.sizeShort(file.size())).put("Path", file.path()));
                }
            }
        }
        new Listing(FILES, Map.of()).print(context, format, rows);
        return 0;
    }

    private List<Row> layers(List<ImageLayer> layers) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            ImageLayer layer = layers.get(i);
            String by = layer.createdBy().replace('\t', ' ');
            rows.add(new Row().put("Number", Integer.toString(i + 1))
                    .put("Layer", noTrunc ? layer.digest() : Human.shortId(layer.digest()))
                    .put("Size", Human.sizeShort(layer.size())).put("Wasted", Human.sizeShort(layer.wasted()))
                    .put("Added", Long.toString(layer.added())).put("Changed", Long.toString(layer.modified()))
                    .put("Deleted", Long.toString(layer.deleted()))
                    .put("CreatedBy", noTrunc ? by : Human.ellipsis(by, COMMAND_WIDTH)));
        }
        return rows;
    }

    /** By number, the lowest is 1, or by the beginning of the digest. */
    private static Optional<ImageLayer> find(List<ImageLayer> layers, String text) {
        for (int i = 0; i < layers.size(); i++) {
            String digest = layers.get(i).digest();
            if (text.equals(Integer.toString(i + 1)) || text.length() > 3 && (digest.startsWith(text)
                    || digest.substring(digest.indexOf(':') + 1).startsWith(text))) {
                return Optional.of(layers.get(i));
            }
        }
        return Optional.empty();
    }
}
