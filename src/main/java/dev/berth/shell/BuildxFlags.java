package dev.berth.shell;

import java.util.List;
import picocli.CommandLine.Option;

/**
 * What other builders have and this one has not: each is refused in a sentence that says what to do, where docker's own
 * command line would only not know it.
 */
final class BuildxFlags {

    @Option(names = "--allow", hidden = true, paramLabel = "string")
    private List<String> allow;
    @Option(names = "--attest", hidden = true, paramLabel = "string")
    private List<String> attest;
    @Option(names = "--builder", hidden = true, paramLabel = "string")
    private String builder;
    @Option(names = "--cache-to", hidden = true, paramLabel = "string")
    private List<String> cacheTo;
    @Option(names = "--isolation", hidden = true, paramLabel = "string")
    private String isolation;
    @Option(names = "--provenance", hidden = true, paramLabel = "string")
    private String provenance;
    @Option(names = "--sbom", hidden = true, paramLabel = "string")
    private String sbom;
    @Option(names = "--security-opt", hidden = true, paramLabel = "string")
    private List<String> securityOpt;

    /**
     * Refuses those that were given.
     *
     * @throws CommandException if one was
     */
    void refuse() {
        refuse(!allow.isEmpty(), "--allow", "a step has the host's network with --network host, and no step has more "
                + "privileges than the profile build gives");
        refuse(!attest.isEmpty() || !off(provenance) || !off(sbom), "--attest, --provenance or --sbom",
                "images are entered as they are, without attestations");
        refuse(!builder.isEmpty() && !builder.equals("default"), "--builder", "there is one builder, the engine's");
        refuse(!cacheTo.isEmpty(), "--cache-to", "the cache is the engine's own, and stays there between builds");
        refuse(!isolation.isEmpty() && !isolation.equals("default"), "--isolation", "there is one isolation on Linux, "
                + "default");
        refuse(!securityOpt.isEmpty(), "--security-opt", "say in the profile build what steps may do");
    }

    private static boolean off(String value) {
        return value.isEmpty() || value.equals("false");
    }

    private static void refuse(boolean given, String flag, String instead) {
        if (given) {
            throw new CommandException(UsageException.STATUS, "berth: " + flag + " is not supported: " + instead);
        }
    }
}
