package dev.berth.image.store;

import dev.berth.image.HostImage;
import dev.berth.image.Image;
import dev.berth.image.ImageConflict;
import dev.berth.image.ImageId;
import dev.berth.image.ImportOptions;
import dev.berth.image.InvalidImage;
import dev.berth.image.NoSuchImage;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images and root file systems as archives: import, load, save, export. */
public final class ImageArchives {

    private final ImageStore store;
    private final Contents contents;
    private final LayerIngest ingest;

    /**
     * An image that an archive had.
     *
     * @param image as it is in the store now, with all of its names
     * @param names those that the archive gives it
     */
    public record Loaded(Image image, List<Reference> names) {
    }

    /** Of a store. */
    ImageArchives(ImageStore store, LayerIngest ingest) {
        this.store = store;
        this.contents = store.contents();
        this.ingest = ingest;
    }

    /**
     * Makes an image of one layer from a tar archive of a root file system, plain or compressed with gzip, bzip2, xz
     * or zstd.
     *
     * @param archive the archive; read to its end, not closed
     * @param name its name, without one it is dangling
     * @param options changes, message, platform
     * @throws InvalidImage if the archive is damaged or hostile, or a change is not understood
     */
    public Image importRootFilesystem(InputStream archive, Optional<Reference> name, ImportOptions options)
            throws IOException {
        if (name.isPresent()) {
            Names.checkNew(name.get());
        }
        return store.get(new Importer(contents, ingest).run(archive, name.map(Reference::withDefaultTag), options)
                .toString());
    }

    /**
     * Loads the images of an archive, docker-archive or OCI layout, plain or compressed.
     *
     * @param archive the archive; read to its end, not closed
     * @param progress hears how it goes on
     * @return the images, each with the names that the archive gives it
     * @throws InvalidImage if the archive is damaged or hostile
     */
    public List<Loaded> load(InputStream archive, Progress progress) throws IOException {
        List<Loaded> loaded = new ArrayList<>();
        for (Map.Entry<ImageId, List<Reference>> entry : new ArchiveLoader(contents, store.catalog(), store.unpacking())
                .load(archive, progress)
                .entrySet()) {
            loaded.add(new Loaded(store.get(entry.getKey().toString()), List.copyOf(entry.getValue())));
        }
        return loaded;
    }

    /**
     * Saves images into one archive, an OCI layout with docker's {@code manifest.json}.
     *
     * @param references names, or ids for all names of an image
     * @param out where to, buffered; not closed
     * @throws NoSuchImage if there is none; nothing is written then
     */
    public void save(List<String> references, OutputStream out) throws IOException {
        new ArchiveSaver(contents).save(List.copyOf(chosen(references).values()), out);
    }

    /**
     * Looks whether images can be saved.
     *
     * @param references as for {@link #save}
     * @throws NoSuchImage if one is not there
     */
    public void check(List<String> references) throws IOException {
        chosen(references);
    }

    private Map<ImageId, ArchiveSaver.Saved> chosen(List<String> references) throws IOException {
        Map<ImageId, ArchiveSaver.Saved> images = new LinkedHashMap<>();
        for (String reference : references) {
            Optional<Image> found = store.find(reference);
            if (found.isPresent() && Finder.isId(found.get(), reference)) {
                add(images, found.get(), List.of());
                continue;
            }
            Reference asked = Reference.parse(reference);
            List<Image> tagged = asked.tag().isPresent() || asked.digest().isPresent() ? List.of() : store.list()
                    .stream().filter(image -> !names(image, asked).isEmpty()).toList();
            for (Image image : tagged) {
                add(images, image, names(image, asked));
            }
            if (tagged.isEmpty() && found.isEmpty()) {
                throw !reference.startsWith("sha256:") && asked.equals(asked.withDefaultTag())
                        ? NoSuchImage.ofReference() : new NoSuchImage(reference);
            }
            if (tagged.isEmpty()) {
                add(images, found.get(), asked.digest().isPresent() ? List.of() : List.of(asked));
            }
        }
        return images;
    }

    private static List<Reference> names(Image image, Reference repository) {
        return image.names().stream().filter(n -> n.repository().equals(repository.repository())).toList();
    }

    private void add(Map<ImageId, ArchiveSaver.Saved> images, Image image, List<Reference> more) throws IOException {
        if (image.isHost()) {
            throw new ImageConflict("the built-in image " + HostImage.NAME + " cannot be saved");
        }
        List<Reference> names = new ArrayList<>(images.containsKey(image.id()) ? images.get(image.id()).names()
                : List.of());
        more.stream().filter(name -> !names.contains(name)).forEach(names::add);
        images.put(image.id(), new ArchiveSaver.Saved(store.known(image), names));
    }

    /**
     * Writes a container's whole root file system as a tar archive.
     *
     * @param container what the container wrote
     * @param root what it stands on; what is masked in it is left out
     * @param out where to, buffered; not closed
     */
    public void export(WritableLayer container, RootFilesystem root, OutputStream out) throws IOException {
        Set<String> hidden = new HashSet<>();
        root.maskedPaths().forEach(path -> hidden.add(path.substring(1)));
        container.export(root, hidden, out);
    }
}
