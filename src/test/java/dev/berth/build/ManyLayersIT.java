package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.Archives;
import dev.berth.engine.Container;
import dev.berth.engine.Containers;
import dev.berth.engine.CreateRequest;
import dev.berth.image.CommitOptions;
import dev.berth.image.Image;
import dev.berth.image.InvalidImage;
import dev.berth.image.Progress;
import dev.berth.image.Reference;
import dev.berth.image.RootFilesystem;
import dev.berth.image.layer.FileChange;
import dev.berth.image.layer.TarBuilder;
import dev.berth.image.manifest.Manifest;
import dev.berth.image.store.LayerListing;
import dev.berth.profile.Namespaces;
import dev.berth.profile.NamespacesBuilder;
import dev.berth.profile.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** Everything that is done with an image, done with one of so many layers that their paths are more than a page. */
class ManyLayersIT extends BuildTests {

    private static final int LAYERS = 123;
    private static final String LOOK = "cat /etc/first /f2 /f" + LAYERS + " && test ! -e /etc/none && ls / | "
            + "grep -c ^f";
    private static final String SEEN = "first\n2\n" + LAYERS + "\n" + (LAYERS - 1) + "\n";

    /** Layers by COPY, by RUN, and on top of one that has as many already. */
    private Image many() throws Exception {
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("many"));
        StringBuilder dockerfile = new StringBuilder("FROM busybox\n");
        build.context().file("etc/first", "first\n");
        for (int i = 2; i < LAYERS; i++) {
            build.file("f" + i, i + "\n");
            dockerfile.append("COPY f").append(i).append(" /\n");
            if (i == 3) {
                dockerfile.append("COPY etc /etc/\n");
            }
        }
        build.build(request, dockerfile.toString());
        Image image = build.build(request, "FROM many\nRUN echo " + LAYERS + " > /f" + LAYERS + " && rm /f3 && cat /f2"
                + "\nCOPY f3 /\n");
        assertEquals(LAYERS + 2, image.layers().size());
        assertEquals("2\n", build.said.output());
        return image;
    }

    @Test
    void whatIsDoneWithAnImage() throws Exception {
        Image image = many();
        List<LayerListing> layers = build.engine.images().files(image);
        assertEquals(List.of("ADDED /f" + LAYERS, "DELETED /f3"), layers.get(LAYERS).changes().stream()
                .map(c -> c.kind() + " " + c.path()).sorted().toList());
        assertEquals("A /f3", String.join(" ", build.top(image)));
        Image more = build.context().build("FROM many\nRUN " + LOOK + "\nCOPY --from=many /f2 /etc/first /to/\n"
                + "RUN --mount=type=bind,from=many,target=/other cat /other/f" + LAYERS + "\n");
        assertEquals(SEEN + LAYERS + "\n", build.said.output());
        assertEquals("2\n", build.read(more, "to/f2"));
        assertEquals(List.of(), build.engine.images().verify(List.of(), Optional.empty(), Progress.NONE));
    }

    @Test
    void whatIsDoneWithAContainer() throws Exception {
        Image image = many();
        Container container = run(new ProfileBuilder(), LOOK + " && rm /f2 && echo new > /etc/first");
        Containers containers = build.engine.containers();
        assertEquals(List.of("C /etc", "C /etc/first", "D /f2"), containers.changes(container.id()).stream()
                .map(c -> "CAD".charAt(c.kind()) + " " + c.path()).filter(c -> !c.matches(". /(dev|proc|sys)(/.*)?"))
                .sorted().toList());
        Archives archives = build.engine.archives();
        archives.unpack(container.id(), "/", new ByteArrayInputStream(new TarBuilder().file("in", "copied\n")
                .build()), new Archives.Unpacking(true, false));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RootFilesystem root = build.engine.images().unpacked(image)) {
            build.engine.images().archives().export(containers.written(container.id()), root, out);
        }
        Map<String, String> exported = files(out);
        assertEquals("copied\n", exported.get("in"));
        assertEquals("new\n", exported.get("etc/first"));
        assertEquals(LAYERS + "\n", exported.get("f" + LAYERS));
        assertTrue(!exported.containsKey("f2") && exported.containsKey("f" + LAYERS / 2));
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        try (Archives.Source source = archives.open(container.id(), "/f" + LAYERS)) {
            source.writeTo(copied);
        }
        assertEquals(Map.of("f" + LAYERS, LAYERS + "\n"), files(copied));
        Image committed = build.engine.images().commit(image, containers.written(container.id()),
                new CommitOptions(image.config(), Optional.empty(), Optional.empty(), "sh", Set.of()),
                Optional.of(Reference.parse("many")));
        assertEquals(LAYERS + 3, committed.layers().size());
        assertTrue(build.engine.images().files(committed).get(LAYERS + 2).changes().stream()
                .anyMatch(c -> c.kind() == FileChange.Kind.DELETED && c.path().equals("/f2")));
        containers.remove(container.id(), true, true);
        containers.remove(run(new ProfileBuilder(), "test ! -e /f2 && test $(cat /etc/first) = new").id(), true, true);
    }

    /** As many as there may be, and one more. */
    @Test
    void theLastLayer() throws Exception {
        many();
        BuildFixture.Request request = BuildFixture.request();
        request.tags = List.of(Reference.parse("many"));
        Image full = build.build(request, "FROM many\nCOPY f4 /etc/\nCOPY f5 /etc/\n");
        assertEquals(Manifest.LAYER_LIMIT, full.layers().size());
        assertEquals("5\n", build.read(full, "etc/f5"));
        Container container = run(new ProfileBuilder(), LOOK + " && touch /more");
        String built = assertThrows(Exception.class, () -> build.build(request, "FROM many\nCOPY f6 /etc/\n"))
                .getMessage();
        String committed = assertThrows(InvalidImage.class, () -> build.engine.images().commit(full,
                build.engine.containers().written(container.id()), new CommitOptions(full.config(), Optional.empty(),
                        Optional.empty(), "sh", Set.of()), Optional.empty())).getMessage();
        assertTrue(built.contains("max depth exceeded") && committed.contains("128"), built + committed);
        build.engine.containers().remove(container.id(), true, true);
    }

    @Test
    void aContainerInAUserNamespace() throws Exception {
        many();
        Container container = run(new ProfileBuilder().namespaces(new NamespacesBuilder().user(
                new Namespaces.User.Mapped(List.of(new Namespaces.IdRange(0, 700_000, 65_536)))).build()),
                LOOK + " && test $(stat -c %u:%g /f2) = 0:0 && echo x > /f2");
        assertEquals(2, build.engine.containers().writtenBytes(container.id()));
        build.engine.containers().remove(container.id(), true, true);
    }

    private Container run(ProfileBuilder profile, String script) throws Exception {
        Container container = build.engine.containers().create(new CreateRequest(Optional.empty(), Optional.empty(),
                Optional.empty(), profile.image("many").command(List.of("sh", "-c", script)).build(), false, ""))
                .container();
        try (Containers.Waiting end = build.engine.containers().await(container.id(),
                Containers.Condition.NEXT_EXIT)) {
            build.engine.containers().start(container.id());
            assertEquals(0, end.exitCode());
        }
        return container;
    }

    private static Map<String, String> files(ByteArrayOutputStream archive) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive.toByteArray()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
