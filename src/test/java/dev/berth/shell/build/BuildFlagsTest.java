package dev.berth.shell.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.context.GitFailure;
import dev.berth.context.GitReference;
import dev.berth.docker.BuildStep;
import dev.berth.session.Session;
import dev.berth.shell.CommandException;
import dev.berth.shell.StubSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values of {@code berth build}'s flags and argument mean. */
class BuildFlagsTest {

    @TempDir
    Path directory;

    private Session session() {
        return StubSession.of(directory, Map.of("TOKEN", "of the environment", "EMPTY", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "id=a,src=file ~ of the file", "id=a,source=file ~ of the file", "id=a,type=file,src=file ~ of the file",
        "id=a,env=TOKEN ~ of the environment", "id=a,type=env,src=TOKEN ~ of the environment",
        "id=TOKEN ~ of the environment", "id=file ~ of the file", "id=a,env=EMPTY ~ ''",
        "src=file ~ ! id must be specified", "id=a,env=MISSING ~ ! is not set", "id=a,type=x,src=f ~ ! unsupported",
        "id ~ ! key=value", "id=a,mode=3 ~ ! unexpected key", "id=a,src=large ~ ! larger than",
    })
    void secrets(String flag, String expected) throws IOException {
        Files.writeString(directory.resolve("file"), "of the file");
        Files.write(directory.resolve("large"), new byte[600 * 1024]);
        if (expected.startsWith("! ")) {
            CommandException e = assertThrows(CommandException.class,
                    () -> BuildSecrets.secrets(session(), List.of(flag)));
            assertTrue(e.getMessage().contains(expected.substring(2)), e.getMessage());
        } else {
            Map<String, byte[]> secrets = BuildSecrets.secrets(session(), List.of(flag));
            assertEquals(expected, new String(secrets.values().iterator().next(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void anAgentIsASocket() throws IOException {
        Files.writeString(directory.resolve("key"), "a private key");
        for (String flag : List.of("default", "x=key", "x=missing")) {
            assertThrows(CommandException.class, () -> BuildSecrets.agents(session(), List.of(flag)), flag);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "out ~ DIRECTORY out", "'type=local,dest=out' ~ DIRECTORY out", "'type=tar,dest=o.tar' ~ ARCHIVE o.tar",
        "type=image ~ ''", "type=docker ~ ''", "type=local ~ !", "'dest=x' ~ !", "'type=oci,dest=o.tar' ~ IMAGE o.tar",
        "'type=docker,dest=x,name=n' ~ IMAGE x", "type=registry ~ REGISTRY", "'type=image,push=true' ~ REGISTRY",
        "'type=image,dest=x' ~ !", "'type=oci,dest=x,tar=false' ~ !", "'type=local,dest=x,mode=1' ~ !", "type=x ~ !",
        "'type=tar,x' ~ !"})
    void outputs(String flag, String expected) {
        if (expected.equals("!")) {
            assertThrows(CommandException.class, () -> BuildOutput.parse(session(), List.of(flag)));
            return;
        }
        StringBuilder said = new StringBuilder();
        for (BuildOutput output : BuildOutput.parse(session(), List.of(flag))) {
            said.append(output.kind()).append(output.destination().map(path -> " " + directory.relativize(path))
                    .orElse(""));
        }
        assertEquals(expected, said.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', nullValues = "-", value = {
        "https://host/x.git ~ https://host/x.git ~ '' ~ ''", "https://host/x.git#v1 ~ https://host/x.git ~ v1 ~ ''",
        "https://host/x.git#v1:sub/dir ~ https://host/x.git ~ v1 ~ sub/dir",
        "git@host:x.git#:sub ~ git@host:x.git ~ '' ~ sub", "git://host/x ~ git://host/x ~ '' ~ ''",
        "github.com/a/b ~ https://github.com/a/b ~ '' ~ ''", "ssh://git@host/x ~ ssh://git@host/x ~ '' ~ ''",
        "https://host/x.tar ~ - ~ - ~ -", "./x.git ~ - ~ - ~ -", "https://host/x.git#--upload-pack=sh ~ ! ~ - ~ -",
    })
    void gitUrls(String context, String url, String reference, String subdirectory) throws GitFailure {
        assertEquals(url != null, GitReference.isGit(context));
        if ("!".equals(url)) {
            assertThrows(GitFailure.class, () -> GitReference.parse(context));
        } else if (url != null) {
            assertEquals(new GitReference(url, reference, subdirectory), GitReference.parse(context));
        }
    }

    @Test
    void theExcerptMarksTheInstruction() {
        DockerfileExcerpt excerpt = new DockerfileExcerpt("D",
                "FROM x\nRUN a\n\nRUN b \\\n  c\nCMD d\nEXPOSE 1\nUSER u");
        String expected = "D:4\n--------------------\n   3 |     \n   4 | >>> RUN b \\\n   5 | >>>   c\n"
                + "   6 |     CMD d\n--------------------";
        assertEquals(Optional.of("D:2\n--------------------\n   1 |     FROM x\n   2 | >>> RUN a\n   3 |     \n"
                + "   4 |     RUN b \\\n--------------------"), excerpt.around(step("RUN a", 2, 2)));
        assertEquals(Optional.of(expected), excerpt.around(step("whatever", 4, 5)));
        assertEquals(Optional.of(expected), excerpt.around(step("RUN b   c", 0, 0)));
        assertEquals(Optional.empty(), excerpt.around(step("RUN of another file", 0, 0)));
    }

    /** A step that failed. */
    static BuildStep step(String text, int line, int endLine) {
        return new BuildStep(1, 1, "", line, endLine, text, BuildStep.State.FAILED, Optional.empty(),
                OptionalInt.empty(), Optional.empty());
    }
}
