package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.kernel.Fd;
import dev.berth.kernel.OpenFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserDatabaseTest {

    private static final String PASSWD = String.join("\n",
            "root:x:0:0:root:/root:/bin/bash",
            "# a comment",
            "1000:x:0:0:number as name:/evil:/bin/sh",
            "web:x:33:33:web:/var/www:/usr/sbin/nologin",
            "web:x:0:0:second entry:/root:/bin/sh",
            "app:x:1000:1000::/home/app:",
            "nohome:x:7:7:::",
            "wraps:x:4294967296:0::/:",
            "minus:x:-1:0::/:",
            "hex:x:0x0:0x0::/:",
            "blank:x: 0:0::/:",
            "letters:x:abc:0::/:",
            "short:x:5",
            ":x:0:0::/:",
            "+::::::",
            "1e3:x:12:12::/:",
            "");
    private static final String GROUP = String.join("\n",
            "root:x:0:",
            "www-data:x:33:app,root",
            "docker:x:999:app",
            "docker:x:0:",
            "5:x:0:app",
            "wraps:x:4294967296:app",
            "letters:x:zz:app",
            "app:x:1000:",
            "tape:x:26:root");

    private final UserDatabase users = UserDatabase.parse(PASSWD, GROUP);

    private static String show(UserDatabase.Found found) {
        return found.identity().uid() + ":" + found.identity().gid() + " "
                + found.identity().groups().stream().map(String::valueOf).collect(Collectors.joining(",")) + " "
                + found.home();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "'';            ; 0:0 0,33,26 /root",
        "root;          ; 0:0 0,33,26 /root",
        "0;             ; 0:0 0,33,26 /root",
        "00;            ; 0:0 0,33,26 /root",
        "+0;            ; 0:0 0,33,26 /root",
        "web;           ; 33:33 33 /var/www",
        "33;            ; 33:33 33 /var/www",
        "app;           ; 1000:1000 1000,33,999,0 /home/app",
        "1000;          ; 1000:1000 1000,33,999,0 /home/app",
        "app:;          ; 1000:1000 1000,33,999,0 /home/app",
        "app:docker;    ; 1000:999 999 /home/app",
        "app:5;         ; 1000:5 5 /home/app",
        "app:4711;      ; 1000:4711 4711 /home/app",
        ":docker;       ; 0:999 999 /root",
        ":7;            ; 0:7 7 /root",
        "4711;          ; 4711:0 0 /",
        "4711:www-data; ; 4711:33 33 /",
        "2147483647:2147483647; ; 2147483647:2147483647 2147483647 /",
        "nohome;        ; 7:7 7 /",
        "1e3;           ; 12:12 12 /",
        "app; docker,26; 1000:1000 1000,33,999,0,26 /home/app",
        "app:web-x;     ; unable to find group web-x: no matching entries in group file",
        "nobody;        ; unable to find user nobody: no matching entries in passwd file",
        "' 0';          ; 'unable to find user  0: no matching entries in passwd file'",
        "0x0;           ; unable to find user 0x0: no matching entries in passwd file",
        "1e4;           ; unable to find user 1e4: no matching entries in passwd file",
        "٣;             ; unable to find user ٣: no matching entries in passwd file",
        "wraps;         ; unable to find user wraps: no matching entries in passwd file",
        "minus;         ; unable to find user minus: no matching entries in passwd file",
        "hex;           ; unable to find user hex: no matching entries in passwd file",
        "letters;       ; unable to find user letters: no matching entries in passwd file",
        "short;         ; unable to find user short: no matching entries in passwd file",
        "blank;         ; unable to find user blank: no matching entries in passwd file",
        "+;             ; unable to find user +: no matching entries in passwd file",
        "-1;            ; uids and gids must be in range 0-2147483647",
        "2147483648;    ; uids and gids must be in range 0-2147483647",
        "4294967296;    ; uids and gids must be in range 0-2147483647",
        "0:4294967296;  ; uids and gids must be in range 0-2147483647",
        "0:-1;          ; uids and gids must be in range 0-2147483647",
        "99999999999999999999; ; unable to find user 99999999999999999999: no matching entries in passwd file",
        "a:b:c;         ; 'unable to find user a:b:c: it is not user[:group]'",
        "app; nope;      Unable to find group nope: no matching entries in group file",
    })
    void findsUsers(String spec, String additional, String expected) {
        List<String> groups = additional == null ? List.of() : Arrays.asList(additional.split(","));
        String result;
        try {
            result = show(users.find(spec, groups));
        } catch (EngineException e) {
            result = e.getMessage();
        }
        assertEquals(expected, result);
    }

    @Test
    void knowsShells() throws Exception {
        assertEquals("/bin/bash", users.find("root", List.of()).shell().orElseThrow());
        assertTrue(users.find("app", List.of()).shell().isEmpty());
    }

    @Test
    void readsWithoutLeavingTheImage(@TempDir Path directory) throws Exception {
        Path root = Files.createDirectories(directory.resolve("image"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(directory.resolve("passwd"), "host:x:1:1::/:\n");
        Files.writeString(root.resolve("real"), "inside:x:2:2::/in:\n");
        Path passwd = root.resolve("etc/passwd");
        try (Fd fd = Fd.open(root, OpenFlags.PATH | OpenFlags.DIRECTORY, 0)) {
            assertEquals("0:0 0 /", show(UserDatabase.read(fd).find("", List.of())), "no file at all");
            Files.createSymbolicLink(passwd, Path.of("../../passwd"));
            UserDatabase escaped = UserDatabase.read(fd);
            assertThrows(EngineException.class, () -> escaped.find("host", List.of()));
            Files.delete(passwd);
            Files.createSymbolicLink(passwd, Path.of("/real"));
            assertEquals("2:2 2 /in", show(UserDatabase.read(fd).find("inside", List.of())));
            Files.delete(passwd);
            Files.createDirectory(passwd);
            assertEquals("0:0 0 /", show(UserDatabase.read(fd).find("0", List.of())));
            Files.delete(passwd);
            Files.writeString(passwd, "x".repeat((1 << 20) + 1));
            assertEquals("unable to read /etc/passwd of the image: it is larger than 1 MiB",
                    assertThrows(EngineException.class, () -> UserDatabase.read(fd)).getMessage());
        }
    }
}
