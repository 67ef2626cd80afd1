package dev.berth.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code COPY} and {@code ADD} on the real kernel. */
class CopyStepIT extends BuildTests {

    @Test
    void ownersAndModesOfCopies() throws Exception {
        Image image = build.context().file("f", 0640, "x").file("d/g", 0600, "y").build("""
                FROM busybox
                COPY f /plain
                COPY --chown=app:staff f /named
                COPY --chown=77 --chmod=4711 f /number
                COPY --chmod=go=u,a+x d /d/
                """);
        assertEquals("0 0 rw-r-----", like(image, "plain"));
        assertEquals("1234 50 rw-r-----", like(image, "named"));
        assertEquals("77 77 rwx--x--x", like(image, "number"));
        assertEquals("0 0 rwxrwxrwx", like(image, "d/g"));
    }

    private String like(Image image, String file) throws IOException {
        Map<String, Object> of = Files.readAttributes(build.path(image, file).orElseThrow(),
                "unix:uid,gid,permissions");
        @SuppressWarnings("unchecked")
        String bits = PosixFilePermissions.toString(
                (java.util.Set<java.nio.file.attribute.PosixFilePermission>) of.get("permissions"));
        return of.get("uid") + " " + of.get("gid") + " " + bits;
    }

    @Test
    void copiesGoWhereDockerPutsThem() throws Exception {
        Image image = build.context().file("a.txt", "a").file("b.txt", "b").file("dir/c", "c").file("dir/sub/d", "d")
                .file("x/y/z.txt", "z").build("""
                FROM busybox
                WORKDIR /w
                COPY a.txt new
                COPY a.txt new-dir/
                COPY *.txt /all/
                COPY dir /tree
                COPY dir /tree2/
                COPY dir/s* /globbed/
                COPY --parents x/y/z.txt dir/./sub /p/
                COPY --exclude=sub dir /without/
                COPY <<EOF /inline
                text
                EOF
                """);
        assertEquals("a", build.read(image, "w/new"));
        assertEquals("a", build.read(image, "w/new-dir/a.txt"));
        assertEquals("b", build.read(image, "all/b.txt"));
        assertEquals("d", build.read(image, "tree/sub/d"));
        assertEquals("c", build.read(image, "tree2/c"));
        assertEquals("d", build.read(image, "globbed/d"));
        assertEquals("z", build.read(image, "p/x/y/z.txt"));
        assertEquals("d", build.read(image, "p/sub/d"));
        assertTrue(build.path(image, "without/sub").isEmpty());
        assertEquals("c", build.read(image, "without/c"));
        assertEquals("text\n", build.read(image, "inline"));
    }

    @Test
    void whatIsMissingIsSaidInDockersWords() throws Exception {
        build.context().file("a", "a").file("b", "b");
        assertEquals("COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does"
                + " not exist", assertThrows(BuildException.class, () -> build.build("FROM busybox\nCOPY nope /\n"))
                .getMessage());
        assertEquals("COPY failed: no source files were specified", assertThrows(BuildException.class,
                () -> build.build("FROM busybox\nCOPY *.none /\n")).getMessage());
        assertEquals("When using COPY with more than one source file, the destination must be a directory and end"
                + " with a /", assertThrows(BuildException.class, () -> build.build("FROM busybox\nCOPY a b /c\n"))
                .getMessage());
        BuildException parse = assertThrows(BuildException.class, () -> build.build("FROM busybox\nFOO x\n"));
        assertTrue(parse.request());
        assertTrue(parse.getMessage().startsWith("dockerfile parse error on line 2: unknown instruction: FOO"),
                parse.getMessage());
    }

    @Test
    void archivesAreUnpackedByAddOnly() throws Exception {
        byte[] archive = new BuildArchive().file("in/a", "inside").file(".wh.b", "a name like others").bytes();
        Image image = build.context().bytes("x.tar", archive).build("""
                FROM busybox
                ADD x.tar /added/
                COPY x.tar /copied/
                """);
        assertEquals("inside", build.read(image, "added/in/a"));
        assertTrue(build.path(image, "copied/x.tar").isPresent());
        assertTrue(build.path(image, "added/x.tar").isEmpty());
    }

    @Test
    void archivesMeetWhatIsThereAsDockersDo() throws Exception {
        byte[] named = new BuildArchive().directory("lib").file("lib/foo", "named").bytes();
        byte[] unnamed = new BuildArchive().file("lib/foo", "unnamed").file("tmp/bar", "bar").bytes();
        Image image = build.context().bytes("named.tar", named).bytes("unnamed.tar", unnamed)
                .link("link.tar", "unnamed.tar").build("""
                FROM busybox
                RUN mkdir -p /usr/lib /far /near/lib && ln -s /usr/lib /lib && ln -s /usr/lib /near/link && \\
                    ln -s /far /way && touch /near/lib/kept
                ADD unnamed.tar /
                ADD named.tar /near/
                ADD link.tar /way/
                RUN ls -d /lib && cat /usr/lib/foo && stat -c %a /tmp
                ADD named.tar /
                """);
        assertEquals("/lib\nunnamed777\n".replace("777", "1777"), build.said.output());
        assertEquals("named", build.read(image, "near/lib/foo"));
        assertTrue(build.path(image, "near/lib/kept").isPresent());
        assertEquals("unnamed", build.read(image, "far/lib/foo"));
        assertEquals("unnamed", build.read(image, "usr/lib/foo"), "what was named replaced the link");
        assertTrue(Files.isDirectory(build.path(image, "lib").orElseThrow(),
                java.nio.file.LinkOption.NOFOLLOW_LINKS));
    }

    /** Docker gives directories that are missing on the way the mode of {@code --chmod} too, if it is in digits. */
    @Test
    void modesOfDirectoriesOnTheWay() throws Exception {
        Image image = build.context().file("f", 0640, "x").file("d/g", 0600, "y").build("""
                FROM busybox
                RUN mkdir -m 711 /there
                COPY --chmod=750 --chown=app f /new/way/f
                COPY --chmod=4701 f /there/in/
                COPY --chmod=u=rwx,go= f /letters/in/f
                COPY --chmod=700 d /tree/in
                COPY f /plain/in/f
                """);
        for (String line : List.of("new 1234 750", "new/way 1234 750", "new/way/f 1234 750", "there 0 711",
                "there/in 0 4701", "letters/in 0 755", "letters/in/f 0 700", "tree 0 700", "tree/in 0 700",
                "tree/in/g 0 700", "plain/in 0 755", "plain/in/f 0 640")) {
            String[] words = line.split(" ");
            Map<String, Object> of = Files.readAttributes(build.path(image, words[0]).orElseThrow(), "unix:uid,mode");
            assertEquals(line, words[0] + ' ' + of.get("uid") + ' '
                    + Integer.toOctalString((int) of.get("mode") & 07777));
        }
    }
}
