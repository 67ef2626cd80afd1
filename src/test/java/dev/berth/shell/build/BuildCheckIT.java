package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a build says of its Dockerfile, and {@code --check} and {@code --call}. */
@Timeout(120)
class BuildCheckIT extends BuildClient {

    private void dockerfile(String text) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), text);
    }

    @Test
    void aBuildEndsWithWhatItAdvisesAgainst() throws Exception {
        dockerfile("FROM busybox AS Base\nENV NAME value\nCMD echo $NAME\n");
        Result built = berth(context, "build", "--metadata-file", "meta.json", "-t", "checked", ".");
        assertEquals(0, built.status());
        assertTrue(built.err().endsWith("\n 3 warnings found (use --check to expand):\n"
                + " - StageNameCasing: Stage name 'Base' should be lowercase (line 1)\n"
                + " - LegacyKeyValueFormat: \"ENV key=value\" should be used instead of legacy \"ENV key value\" format"
                + " (line 2)\n"
                + " - JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to"
                + " OS signals (line 3)\n"), built.err());
        String meta = Files.readString(context.resolve("meta.json"));
        assertTrue(meta.matches("\\{\n  \"containerimage.config.digest\": \"sha256:[0-9a-f]{64}\",\n"
                + "  \"containerimage.digest\": \"sha256:[0-9a-f]{64}\",\n  \"image.name\": \"checked\"\n}"), meta);
        assertFalse(berth(context, "build", "-q", ".").err().contains("warning"));
    }

    @Test
    void aFailingBuildSaysItToo() throws Exception {
        dockerfile("FROM busybox\nCMD x\nRUN false\n");
        Result failed = berth(context, "build", ".");
        assertEquals(1, failed.status());
        assertTrue(failed.err().contains("\n 1 warning found (use --check to expand):\n - JSONArgsRecommended: "),
                failed.err());
    }

    @Test
    void aCheckShowsThePlaceAndBuildsNothing() throws Exception {
        dockerfile("FROM busybox\nRUN exit 1\nCMD x\n");
        Result checked = berth(context, "build", "--check", ".");
        assertEquals(1, checked.status());
        assertEquals("""
                Check complete, 1 warning has been found!

                WARNING: JSONArgsRecommended - https://docs.docker.com/go/dockerfile/rule/json-args-recommended/
                JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
                Dockerfile:3
                --------------------
                   1 |     FROM busybox
                   2 |     RUN exit 1
                   3 | >>> CMD x
                   4 |     \n--------------------
                """, checked.out());
        dockerfile("# check=skip=JSONArgsRecommended\nFROM busybox\nRUN exit 1\nCMD x\n");
        Result skipped = berth(context, "build", "--call", "check", ".");
        assertEquals("Check complete, no warnings found.\n", skipped.out());
        assertEquals(0, skipped.status());
        Result json = berth(context, "build", "--call", "check,format=json,ignorestatus=true", "--build-arg",
                "BUILDKIT_DOCKERFILE_CHECK=", ".");
        assertEquals(0, json.status(), json.err());
        assertTrue(json.out().contains("\"ruleName\": \"JSONArgsRecommended\""), json.out());
        assertTrue(json.out().contains("\"line\": 4"), json.out());
    }

    @Test
    void anErrorIsGivenUpFor() throws Exception {
        dockerfile("# check=error=true\nFROM busybox\nCMD x\nENTRYPOINT y\n");
        Result refused = berth(context, "build", ".");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("lint violation found for rules: JSONArgsRecommended"), refused.err());
        assertFalse(refused.err().contains("DONE"), refused.err());
        Result given = berth(context, "build", "--build-arg", "BUILDKIT_DOCKERFILE_CHECK=skip=all", ".");
        assertEquals(0, given.status(), given.err());
    }

    @Test
    void outlineAndTargetsAreShown() throws Exception {
        dockerfile("""
                # VERSION of the base
                ARG VERSION=1
                # base is what all begin with
                FROM busybox AS base
                ARG VERSION
                FROM base AS app
                # LEVEL of optimisation
                ARG LEVEL=${VERSION}2
                RUN --mount=type=secret,id=token,required=true --mount=type=ssh true
                """);
        assertEquals("""
                TARGET    DESCRIPTION
                base      is what all begin with
                app (default) \n""".replace("TARGET    ", "TARGET        ").replace("base      ", "base          "),
                berth(context, "build", "--call", "targets", ".").out());
        assertEquals("""
                TARGET: app

                BUILD ARG   VALUE   DESCRIPTION
                VERSION     1       of the base
                LEVEL       12      of optimisation

                SECRET   REQUIRED
                token    true

                SSH       REQUIRED
                default  \s

                """.replace("default  \s", "default   "), berth(context, "build", "--call", "outline", ".").out());
        Result wrong = berth(context, "build", "--call", "nothing", ".");
        assertEquals(1, wrong.status());
    }
}
