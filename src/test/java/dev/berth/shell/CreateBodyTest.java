package dev.berth.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.docker.ContainerCreate;
import dev.berth.docker.DockerJson;
import dev.berth.session.Session;
import dev.berth.shell.format.Json;
import dev.berth.shell.format.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the flags of {@code run} become in the create request. */
class CreateBodyTest {

    @TempDir
    Path directory;

    private Object body(String... arguments) throws Exception {
        CommandLine line = new CommandLine(new Run());
        Run run = line.getCommand();
        List<String> rest = Arguments.read(line, true, List.of(arguments));
        run.setArguments(rest);
        Session session = StubSession.of(directory, Map.of("FROM_HERE", "yes", "HOME", "/home/u"));
        ContainerCreate request = new CreateBody(run, session).make(AttachedStreams.of(run.attach, run.interactive,
                false));
        return Json.parse(new String(request.toJson(new DockerJson()), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "img ~ {{.Image}} {{.HostConfig.NetworkMode}} {{.Tty}} ~ img default false",
        "img sh -c x ~ {{json .Cmd}} ~ [\"sh\",\"-c\",\"x\"]",
        "img -- sh -c x ~ {{json .Cmd}} ~ [\"sh\",\"-c\",\"x\"]",
        "img ls -- a ~ {{json .Cmd}} ~ [\"ls\",\"--\",\"a\"]",
        "-it img ~ {{.Tty}} {{.OpenStdin}} {{.StdinOnce}} {{.AttachStdin}} ~ true true true true",
        "-e A=1 -e FROM_HERE -e NOT_HERE img ~ {{json .Env}} ~ [\"A=1\",\"FROM_HERE=yes\"]",
        "-m 512m --memory-swap -1 img ~ {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} ~ 536870912 -1",
        "--cpus=1.5 --pids-limit=9 img ~ {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} ~ 1500000000 9",
        "-p 127.0.0.1:8080:80 img ~ {{json .HostConfig.PortBindings}} ~ "
            + "{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"8080\"}]}",
        "-p 80 --expose 53/udp img ~ {{json .ExposedPorts}} ~ {\"80/tcp\":{},\"53/udp\":{}}",
        "-v /a:/b:ro -v name:/c img ~ {{json .HostConfig.Binds}} ~ [\"/a:/b:ro\",\"name:/c\"]",
        "-v /data img ~ {{json .Volumes}} {{json .HostConfig.Binds}} ~ {\"/data\":{}} null",
        "--ulimit nofile=5:9 img ~ {{json .HostConfig.Ulimits}} ~ [{\"Name\":\"nofile\",\"Hard\":9,\"Soft\":5}]",
        "--cap-add NET_ADMIN --cap-drop ALL img ~ {{.HostConfig.CapAdd}} {{.HostConfig.CapDrop}} ~ [NET_ADMIN] [ALL]",
        "--restart on-failure:3 img ~ {{json .HostConfig.RestartPolicy}} ~ "
            + "{\"Name\":\"on-failure\",\"MaximumRetryCount\":3}",
        "--rm --read-only --init img ~ {{.HostConfig.AutoRemove}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Init}} "
            + "~ true true true",
        "--tmpfs /run:size=1m img ~ {{json .HostConfig.Tmpfs}} ~ {\"/run\":\"size=1m\"}",
        "--entrypoint sh img ~ {{json .Entrypoint}} ~ [\"sh\"]",
        "--entrypoint= img ~ {{json .Entrypoint}} ~ [\"\"]",
        "-l a=b -l c img ~ {{json .Labels}} ~ {\"a\":\"b\",\"c\":\"\"}",
        "--device /dev/fuse img ~ {{(index .HostConfig.Devices 0).CgroupPermissions}} ~ rwm",
        "--health-cmd true --health-interval 5s img ~ {{json .Healthcheck}} ~ "
            + "{\"Test\":[\"CMD-SHELL\",\"true\"],\"Interval\":5000000000}",
        "--no-healthcheck img ~ {{json .Healthcheck.Test}} ~ [\"NONE\"]",
        "--stop-timeout 3 --stop-signal QUIT img ~ {{.StopTimeout}} {{.StopSignal}} ~ 3 QUIT",
        "--sysctl a.b=1 img ~ {{json .HostConfig.Sysctls}} ~ {\"a.b\":\"1\"}",
        "--profile dev img ~ {{json .Berth}} ~ {\"Profile\":\"dev\"}",
        "--mount type=tmpfs,dst=/t,tmpfs-size=1m img ~ {{json .HostConfig.Mounts}} ~ "
            + "[{\"Type\":\"tmpfs\",\"Target\":\"/t\",\"TmpfsOptions\":{\"SizeBytes\":1048576}}]",
    })
    void flags(String arguments, String template, String expected) throws Exception {
        assertEquals(expected, Template.parse(template).render(body(arguments.strip().split(" "))).strip());
    }

    @Test
    void relativeSourcesStartFromTheSessionsDirectory() throws Exception {
        assertEquals("[" + directory + "/x:/b]",
                Template.parse("{{.HostConfig.Binds}}").render(body("-v", "./x:/b", "img")));
        assertEquals("[/home/u/x:/b]",
                Template.parse("{{.HostConfig.Binds}}").render(body("-v", "~/x:/b", "img")));
    }

    @Test
    void filesAreReadFromTheSessionsDirectory() throws Exception {
        Files.writeString(directory.resolve("env"), "# a comment\n\nA=from file\nFROM_HERE\n");
        Files.writeString(directory.resolve("web.toml"), "image = \"x\"\n");
        Object body = body("--env-file", "env", "-e", "A=flag", "--profile", "./web.toml", "img");
        assertEquals("[A=from file FROM_HERE=yes A=flag] web image = \"x\"\n",
                Template.parse("{{.Env}} {{.Berth.Profile}} {{.Berth.ProfileText}}").render(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '\0', value = {
        "--foo img ~ unknown flag: --foo",
        "-z img ~ unknown shorthand flag: 'z' in -z",
        "-dz img ~ unknown shorthand flag: 'z' in -dz",
        "--memory ~ flag needs an argument: --memory",
        "-e ~ flag needs an argument: 'e' in -e",
        "-m 3q img ~ invalid argument \"3q\" for \"-m, --memory\" flag: invalid size: '3q'",
        "--rm=maybe img ~ invalid argument \"maybe\" for \"--rm\" flag: strconv.ParseBool: parsing \"maybe\": invalid "
            + "syntax",
        "--cpu-shares x img ~ invalid argument \"x\" for \"-c, --cpu-shares\" flag: strconv.ParseInt: parsing \"x\": "
            + "invalid syntax",
        "--rm --restart always img ~ conflicting options: cannot specify both --restart and --rm",
        "-a stdno img ~ valid streams are STDIN, STDOUT and STDERR",
    })
    void refuses(String arguments, String message) {
        CommandException e = assertThrows(CommandException.class, () -> body(arguments.strip().split(" ")));
        assertTrue(e.getMessage().contains(message.strip()), e.getMessage());
        assertEquals(125, e.status());
    }

    @Test
    void optionsAreForgottenForTheNextRun() {
        CommandLine line = new CommandLine(new Run());
        Run run = line.getCommand();
        Arguments.read(line, true, List.of("-d", "--rm", "-e", "A=1", "--name", "n", "img"));
        assertEquals(List.of("A=1"), run.env);
        Arguments.read(line, true, new ArrayList<>(List.of("img")));
        assertEquals(List.of(), run.env);
        assertEquals("", run.name);
        assertEquals(false, run.rm);
    }
}
