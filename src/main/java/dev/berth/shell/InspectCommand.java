package dev.berth.shell;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code berth inspect}: objects of whatever kind. */
@CommandLine.Command(name = "inspect", customSynopsis = "NAME|ID [NAME|ID...]",
        description = "Return low-level information on Docker objects")
final class InspectCommand extends Inspection {

    private static final String TYPES = "must be one of \"config\", \"container\", \"image\", \"network\", \"node\", "
            + "\"plugin\", \"secret\", \"service\", \"task\", \"volume\"";

    @Option(names = {"-s", "--size"}, description = "Display total file sizes if the type is container")
    private boolean size;
    @Option(names = "--type", paramLabel = "string", description = "Only inspect objects of the given type")
    private String type;

    @Override
    protected boolean withSize() {
        return size;
    }

    @Override
    protected List<Kind> kinds() {
        return type.isEmpty() ? Kind.ALL : List.of(Kind.ALL.stream().filter(k -> k.name().equals(type)).findFirst()
                .orElseThrow(() -> new CommandException("unknown type: \"" + type + "\": " + TYPES)));
    }

    /** {@code image inspect}, {@code volume inspect}. */
    @CommandLine.Command(name = "inspect", customSynopsis = "NAME [NAME...]",
            description = "Display detailed information on one or more objects of this kind")
    static class Of extends Inspection {
        private final Kind kind;

        Of(Kind kind) {
            this.kind = kind;
        }

        @Override
        protected List<Kind> kinds() {
            return List.of(kind);
        }
    }

    /** {@code container inspect}. */
    @CommandLine.Command(name = "inspect", customSynopsis = "CONTAINER [CONTAINER...]",
            description = "Display detailed information on one or more containers")
    static final class OfContainer extends Of {
        @Option(names = {"-s", "--size"}, description = "Display total file sizes")
        private boolean size;

        OfContainer() {
            super(Kind.CONTAINER);
        }

        @Override
        protected boolean withSize() {
            return size;
        }
    }

    /** {@code image inspect}. */
    @CommandLine.Command(name = "inspect", customSynopsis = "IMAGE [IMAGE...]",
            description = "Display detailed information on one or more images")
    static final class OfImage extends Of {
        @Option(names = "--platform", paramLabel = "string",
                description = "Inspect the given platform's image")
        private String platform;

        OfImage() {
            super(Kind.IMAGE);
        }

        @Override
        protected int run(Context context) throws IOException {
            for (String image : platform.isEmpty() ? List.<String>of() : arguments()) {
                PlatformChoice.check(context, image, platform);
            }
            return super.run(context);
        }
    }

    /** {@code network inspect}. */
    @CommandLine.Command(name = "inspect", customSynopsis = "NETWORK [NETWORK...]",
            description = "Display detailed information on one or more networks")
    static final class OfNetwork extends Of {
        @Option(names = {"-v", "--verbose"}, description = "Verbose output for diagnostics")
        private boolean verbose;

        OfNetwork() {
            super(Kind.NETWORK);
        }
    }
}
