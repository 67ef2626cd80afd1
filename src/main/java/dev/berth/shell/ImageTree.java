package dev.berth.shell;

import dev.berth.docker.ImageSummary;
import dev.berth.docker.ManifestImage;
import dev.berth.docker.ManifestSummary;
import dev.berth.session.FdOutput;
import dev.berth.shell.format.Human;
import dev.berth.terminal.CharacterWidth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code images --tree}: images with their variants by platform below them, laid out as docker's. */
final class ImageTree {

    private static final int[] WIDTHS = {12, 10, 12, 5};
    private static final String[] TITLES = {"ID", "DISK USAGE", "CONTENT SIZE", "EXTRA"};
    private static final String GAP = "   ";
    /** The name column is not squeezed below this; columns on the right go first. */
    private static final int LEAST_NAME = 12;
    private static final int LEAST_WIDTH = 20;

    private final FdOutput out;
    private final int width;

    /**
     * A tree.
     *
     * @param out where it is printed
     * @param width the terminal's columns, 0 without one
     */
    ImageTree(FdOutput out, int width) {
        this.out = out;
        this.width = width == 0 ? HelpText.WIDTH : Math.max(width, LEAST_WIDTH);
    }

    /** A line of the tree, but for the names. */
    private record Cells(String id, String usage, String content, boolean used) {
    }

    /**
     * Prints it.
     *
     * @param images with variants
     * @param dangling whether images without any name are shown
     */
    void print(List<ImageSummary> images, boolean dangling) throws IOException {
        List<ImageSummary> shown = new ArrayList<>(images);
        shown.removeIf(image -> !dangling && image.repoTags().isEmpty() && image.repoDigests().isEmpty());
        shown.sort(Comparator.comparing(ImageSummary::created).reversed());
        boolean spaced = shown.stream().anyMatch(image -> !image.manifests().isEmpty());
        int columns = columns();
        int name = Math.min(widest(shown), width - used(columns));
        StringBuilder text = new StringBuilder("WARNING: This is an experimental feature. The output may change and "
                + "shouldn't be depended on.\n");
        String legend = "i Info \u2192   U  In Use ";
        text.append(" ".repeat(Math.max(width - CharacterWidth.of(legend), 0))).append(legend).append("\n\n");
        text.append(left("IMAGE", name));
        for (int i = 0; i < columns; i++) {
            text.append(GAP).append(aligned(i, TITLES[i]));
        }
        text.append('\n');
        for (ImageSummary image : shown) {
            image(text, image, name, columns);
            text.append(spaced ? "\n" : "");
            variants(text, image.manifests(), name, columns);
            text.append('\n');
        }
        out.print(text.toString());
    }

    private static void image(StringBuilder text, ImageSummary image, int name, int columns) {
        List<String> names = new ArrayList<>(image.repoTags());
        names.sort(Comparator.comparing(String::length).reversed());
        for (int i = 0; i < names.size() - 1; i++) {
            text.append(names.get(i)).append('\n');
        }
        text.append(left(names.isEmpty() ? "<untagged>" : names.get(names.size() - 1), name));
        long content = image.manifests().stream().mapToLong(m -> m.size().content()).sum();
        cells(text, new Cells(Human.shortId(image.id()), Human.sizeShort(image.size()), Human.sizeShort(content),
                image.containers() > 0 || image.manifests().stream().anyMatch(ImageTree::isUsed)), columns);
    }

    private static void variants(StringBuilder text, List<ManifestSummary> variants, int name, int columns) {
        for (int i = 0; i < variants.size(); i++) {
            ManifestSummary variant = variants.get(i);
            String branch = i < variants.size() - 1 ? "\u251c\u2500 " : "\u2514\u2500 ";
            text.append(left(branch + platform(variant), name));
            cells(text, new Cells(Human.shortId(variant.id()), Human.sizeShort(variant.size().total()),
                    Human.sizeShort(variant.size().content()), isUsed(variant)), columns);
            text.append('\n');
        }
    }

    private static void cells(StringBuilder text, Cells cells, int columns) {
        String[] values = {cells.id(), cells.usage(), cells.content(), cells.used() ? "U" : ""};
        for (int i = 0; i < columns; i++) {
            text.append(GAP).append(aligned(i, values[i]));
        }
    }

    private static boolean isUsed(ManifestSummary variant) {
        return variant.imageData().map(ManifestImage::containers).filter(c -> !c.isEmpty()).isPresent();
    }

    private static String platform(ManifestSummary variant) {
        return variant.imageData().map(data -> data.platform().toString()).orElse("");
    }

    private int columns() {
        int left = width;
        for (int i = 0; i < WIDTHS.length; i++) {
            left -= WIDTHS[i] + GAP.length();
            if (left < LEAST_NAME) {
                return i;
            }
        }
        return WIDTHS.length;
    }

    private static int used(int columns) {
        int sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += WIDTHS[i] + GAP.length();
        }
        return sum;
    }

    private static int widest(List<ImageSummary> images) {
        int widest = "IMAGE".length();
        for (ImageSummary image : images) {
            for (String name : image.repoTags()) {
                widest = Math.max(widest, name.length());
            }
            for (ManifestSummary variant : image.manifests()) {
                // docker counts bytes here: the branch before the platform has seven
                widest = Math.max(widest, platform(variant).length() + 7);
            }
        }
        return widest;
    }

    /** Sizes stand right, the others left. */
    private static String aligned(int column, String text) {
        return column == 1 || column == 2 ? " ".repeat(WIDTHS[column] - text.length()) + text
                : left(text, WIDTHS[column]);
    }

    private static String left(String text, int cells) {
        return text.length() > cells ? text.substring(0, cells - 1) + '\u2026'
                : text + " ".repeat(cells - text.length());
    }
}
