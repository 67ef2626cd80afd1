package dev.berth.build;

import dev.berth.build.Origins.Origin;
import dev.berth.build.cache.CacheKey;
import dev.berth.build.copy.ContentDigest;
import dev.berth.build.copy.CopyFailure;
import dev.berth.build.copy.ModeChange;
import dev.berth.build.copy.Placement;
import dev.berth.build.copy.TargetTree;
import dev.berth.build.dockerfile.Add;
import dev.berth.build.dockerfile.Copy;
import dev.berth.build.dockerfile.InlineFile;
import dev.berth.context.IgnorePatterns;
import dev.berth.engine.EngineException;
import dev.berth.image.store.LayerDraft;
import dev.berth.isolation.ProcessSpec.Identity;
import dev.berth.kernel.Fd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code COPY} and {@code ADD}: files of the context, a stage, an image, the Dockerfile or elsewhere. */
final class CopyStep implements StepMaker {

    private final BuildParts parts;
    private final ImageDraft image;
    private final CopyTerms terms;
    private final Origin origin;
    private final List<Selected> selected = new ArrayList<>();
    private final List<Fetched> fetched = new ArrayList<>();
    private final ContentDigest digest;
    /** The digest of all sources, known once the key is. */
    private String shownContent = "";

    /** A source of the tree. */
    private record Selected(String path, String written) {
    }

    private CopyStep(BuildParts parts, ImageDraft image, CopyTerms terms, Origin origin) {
        this.parts = parts;
        this.image = image;
        this.terms = terms;
        this.origin = origin;
        this.digest = new ContentDigest(terms.keepsOwners(), excluded(terms));
    }

    /** {@code COPY}. */
    static CopyStep of(BuildParts parts, Origins origins, ImageDraft image, Copy copy, int stage)
            throws BuildException, IOException, InterruptedException {
        CopyTerms terms = new CopyTerms("COPY", copy.paths(), copy.files(), copy.destination(), copy.chown(),
                mode(copy.chmod()), copy.link(), copy.parents(), copy.excludes(), false,
                copy.from().isPresent() && copy.chown().isEmpty(), copy.source().firstLine());
        return opened(parts, origins, image, terms, copy.from(), stage);
    }

    /** {@code ADD}. */
    static CopyStep of(BuildParts parts, Origins origins, ImageDraft image, Add add, int stage)
            throws BuildException, IOException, InterruptedException {
        List<String> local = new ArrayList<>();
        List<String> remote = new ArrayList<>();
        add.paths().forEach(path -> (RemoteSources.isRemote(path) ? remote : local).add(path));
        RemoteSources sources = new RemoteSources(parts, add);
        sources.checkChecksum(add.paths().size() + add.files().size());
        CopyTerms terms = new CopyTerms("ADD", local, add.files(), add.destination(), add.chown(), mode(add.chmod()),
                add.link(), false, add.excludes(), add.unpack().orElse(true), false, add.source().firstLine());
        CopyStep step = opened(parts, origins, image, terms, Optional.empty(), stage);
        boolean done = false;
        try {
            for (String url : remote) {
                step.fetched.add(sources.fetch(url));
            }
            done = true;
            return step;
        } finally {
            if (!done) {
                step.close();
            }
        }
    }

    private static CopyStep opened(BuildParts parts, Origins origins, ImageDraft image, CopyTerms terms,
            Optional<String> from, int stage) throws BuildException, IOException, InterruptedException {
        CopyStep step = new CopyStep(parts, image, terms, origins.get(from, stage, terms.line()));
        boolean done = false;
        try {
            step.select();
            done = true;
            return step;
        } finally {
            if (!done) {
                step.close();
            }
        }
    }

    private static Optional<ModeChange> mode(Optional<String> text) throws BuildException {
        try {
            return text.map(ModeChange::parse);
        } catch (IllegalArgumentException e) {
            throw BuildException.badRequest(e.getMessage());
        }
    }

    private static Predicate<String> excluded(CopyTerms terms) {
        if (terms.excludes().isEmpty()) {
            return path -> false;
        }
        return IgnorePatterns.of(terms.excludes())::excludes;
    }

    private void select() throws BuildException, IOException {
        for (String path : terms.paths()) {
            List<String> found;
            try {
                found = origin.tree().select(path);
            } catch (IllegalArgumentException e) {
                throw BuildException.badRequest(terms.instruction() + " failed: " + e.getMessage());
            }
            boolean pattern = path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
            if (found.isEmpty() && !pattern) {
                throw BuildException.failed(terms.instruction() + " failed: file not found in build context or excluded"
                        + " by .dockerignore: stat " + path + ": file does not exist", null);
            }
            found.stream().filter(one -> !(pattern && excluded(terms).test(one)))
                    .forEach(one -> selected.add(new Selected(one, path)));
        }
    }

    private void checkCount() throws BuildException {
        int count = selected.size() + terms.files().size() + fetched.size();
        if (count == 0) {
            throw BuildException.failed(terms.instruction() + " failed: no source files were specified", null);
        }
        if (count > 1 && !terms.toDirectory()) {
            throw BuildException.badRequest("When using " + terms.instruction() + " with more than one source file, the"
                    + " destination must be a directory and end with a /");
        }
    }

    @Override
    public CacheKey key() throws BuildException, IOException {
        checkCount();
        for (Selected one : selected) {
            digest.add(origin.tree(), one.path());
        }
        for (InlineFile file : terms.files()) {
            digest.text(file.name());
            digest.text(file.content());
        }
        for (Fetched one : fetched) {
            one.addTo(digest);
        }
        return new CacheKey(terms.instruction(), image.config().platform())
                .with("destination", image.absolute(terms.destination()))
                .with("directory", Boolean.toString(terms.toDirectory()))
                .with("chown", terms.chown().orElse(""))
                .with("chmod", terms.chmod().map(ModeChange::toString).orElse(""))
                .with("link", Boolean.toString(terms.link()))
                .with("parents", Boolean.toString(terms.parents()))
                .with("unpack", Boolean.toString(terms.unpack()))
                .with("excludes", terms.excludes())
                .with("content", content());
    }

    private String content() {
        shownContent = digest.digest().hex();
        return shownContent;
    }

    @Override
    public String createdBy() {
        int count = selected.size() + terms.files().size() + fetched.size();
        String kind = count > 1 ? "multi" : isOneDirectory() ? "dir" : "file";
        return String.join(" ", image.shell()) + " #(nop) " + terms.instruction() + ' '
                + terms.chown().map(owner -> "--chown=" + owner + ' ').orElse("") + kind + ':' + shownContent + " in "
                + terms.destination() + ' ';
    }

    private boolean isOneDirectory() {
        try {
            return selected.size() == 1 && origin.tree().status(selected.get(0).path())
                    .filter(status -> status.isDirectory()).isPresent();
        } catch (IOException e) {
            // only how it is shown
            return false;
        }
    }

    @Override
    public void make(LayerDraft draft, List<Path> lowers) throws BuildException, EngineException, IOException,
            InterruptedException {
        try (Fd root = parts.store().drafts().writable(draft)) {
            Identity owner = owner(root, lowers);
            Placement placement = new Placement(new TargetTree(root), image.absolute(terms.destination()),
                    terms.toDirectory(), owner,
                    terms.keepsOwners() ? Optional.empty() : Optional.of(owner), terms.chmod(), excluded(terms));
            Archives archives = new Archives(parts.directory(), placement, terms.chown().map(o -> owner));
            for (Selected one : selected) {
                checkGivenUp();
                if (terms.unpack() && archives.unpacked(origin.tree(), one.path())) {
                    continue;
                }
                if (terms.parents()) {
                    placement.withParents(origin.tree(), one.path(), one.written());
                } else {
                    placement.place(origin.tree(), one.path());
                }
            }
            for (InlineFile file : terms.files()) {
                placement.text(file.name(), file.content().getBytes(StandardCharsets.UTF_8));
            }
            for (Fetched one : fetched) {
                one.place(placement, archives);
            }
        } catch (CopyFailure e) {
            throw BuildException.failed(terms.instruction() + " failed: " + e.getMessage(), e);
        }
    }

    /** Names are those of the image so far, whatever the layer is written on. */
    private Identity owner(Fd root, List<Path> lowers) throws EngineException, IOException {
        if (terms.chown().isEmpty()) {
            return Identity.ROOT;
        }
        String owner = ownerSpec(terms.chown().get());
        if (!terms.link() || lowers.isEmpty()) {
            return parts.engine().steps().user(root, owner);
        }
        try (Fd below = parts.store().view(lowers)) {
            return parts.engine().steps().user(below, owner);
        }
    }

    @Override
    public boolean own() {
        return terms.link();
    }

    @Override
    public boolean independent() {
        return terms.link() && terms.chown().map(CopyStep::isNumeric).orElse(true);
    }

    private static boolean isNumeric(String owner) {
        return !owner.isEmpty() && owner.chars().allMatch(c -> c >= '0' && c <= '9' || c == ':');
    }

    private static void checkGivenUp() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** {@code --chown=user} takes the user's group, {@code --chown=55} the group of the same number, as docker. */
    private static String ownerSpec(String chown) {
        boolean number = !chown.isEmpty() && chown.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? chown + ':' + chown : chown;
    }

    @Override
    public void close() throws IOException {
        origin.close();
        for (Fetched one : fetched) {
            one.close();
        }
    }
}
