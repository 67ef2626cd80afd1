package dev.berth.build;

import dev.berth.build.dockerfile.Dockerfile;
import dev.berth.build.dockerfile.DockerfileException;
import dev.berth.build.dockerfile.Instruction;
import dev.berth.build.dockerfile.InstructionExpansion;
import dev.berth.build.dockerfile.Onbuild;
import dev.berth.build.dockerfile.Variables;
import dev.berth.build.dockerfile.Workdir;
import dev.berth.image.ImageConfig;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Applies the instructions of {@code --change} (of {@code commit} and {@code import}) to a configuration. */
public final class ImageChanges {

    private static final char ESCAPE = '\\';
    private static final Set<String> KEYWORDS = Set.of("CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL",
            "ONBUILD", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");

    private ImageChanges() {
    }

    /**
     * Applies instructions in order, as a Dockerfile's lines.
     *
     * @param config what they change
     * @param changes {@code CMD}, {@code ENTRYPOINT}, {@code ENV}, {@code EXPOSE}, {@code HEALTHCHECK}, {@code LABEL},
     *     {@code ONBUILD}, {@code STOPSIGNAL}, {@code USER}, {@code VOLUME}, {@code WORKDIR}
     * @throws BuildException if one is not understood, in docker's words
     */
    public static ImageConfig apply(ImageConfig config, List<String> changes) throws BuildException {
        ImageDraft draft = ImageDraft.exactly(config);
        for (String change : changes) {
            String keyword = change.strip().split("\\s", 2)[0];
            if (!keyword.isEmpty() && !keyword.startsWith("#")
                    && !KEYWORDS.contains(keyword.toUpperCase(Locale.ROOT))) {
                throw BuildException.badRequest(keyword + " is not a valid change command");
            }
        }
        for (String change : changes) {
            try {
                apply(draft, Dockerfile.single(change));
            } catch (DockerfileException e) {
                throw BuildException.badRequest(e.sentence());
            }
        }
        return merged(draft.config(), config);
    }

    private static void apply(ImageDraft draft, Instruction written) throws BuildException {
        if (written instanceof Onbuild onbuild) {
            Dockerfile.trigger(onbuild.trigger());
        }
        Instruction instruction = new InstructionExpansion(ESCAPE, variables(draft.env())).expand(written);
        if (instruction instanceof Workdir workdir) {
            draft.workdir(workdir.path().startsWith("/") ? workdir.path() : draft.absolute(workdir.path()));
        } else {
            draft.apply(instruction);
        }
    }

    private static Variables variables(List<String> environment) {
        return name -> environment.stream().filter(entry -> entry.startsWith(name + '='))
                .map(entry -> entry.substring(name.length() + 1)).findFirst();
    }

    /** Docker fills in what is empty in the end: arguments without an entry point come from what was there before. */
    private static ImageConfig merged(ImageConfig now, ImageConfig before) {
        boolean refill = now.entrypoint().isEmpty() && now.cmd().isEmpty();
        return new ImageConfig(now.user(), now.env(), now.entrypoint(), refill ? before.cmd() : now.cmd(),
                now.workingDir(), now.labels(), now.exposedPorts(), now.volumes(), now.stopSignal(),
                now.healthcheck(), now.shell(), now.onBuild(), now.platform());
    }
}
