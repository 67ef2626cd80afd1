package dev.berth.profile.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.profile.Configuration;
import dev.berth.profile.Configuration.Registry;
import dev.berth.profile.Locations;
import dev.berth.profile.ProfileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

    @Test
    void noFileSaysNothing(@TempDir Path directory) {
        assertSame(Configuration.EMPTY, ConfigurationReader.read(directory.resolve("berth.toml")));
        assertEquals(Configuration.EMPTY, ConfigurationReader.parse("", "b"));
    }

    @Test
    void readsEveryKey() {
        Configuration read = ConfigurationReader.parse("""
            data = "/srv/berth"
            run = "/run/b"
            storage_driver = "vfs"
            default_profile = "base"
            cgroup_parent = "/machine"
            socket_group = "berth"
            theme = "dark"
            detach_keys = "ctrl-a"
            [log]
            driver = "local"
            max_size = "10MiB"
            max_files = 3
            [transfers]
            parallel = 5
            compression = "zstd"
            [build]
            cache_size = "5GB"
            [proxy]
            http = "http://127.0.0.1:3128"
            https = "http://127.0.0.1:3128"
            none = ["localhost"]
            [[registries]]
            name = "docker.io"
            mirrors = ["127.0.0.1:5000"]
            [[registries]]
            name = "127.0.0.1:5000"
            insecure = true
            ca = "/etc/ca.pem"
            client_certificate = "/etc/me.cert"
            client_key = "/etc/me.key"
            [[commands]]
            name = "psql"
            key = "f5"
            on = "containers"
            run = "exec -it {{.Name}} psql"
            """, "b");
        for (Key<Configuration, ?, ?> key : ConfigurationKeys.TABLE.keys()) {
            assertEquals(true, key.write(read).isPresent(), key.path());
        }
        assertEquals(OptionalLong.of(10 << 20), read.log().maxSizeBytes());
        assertEquals(new Registry("docker.io", List.of("127.0.0.1:5000"), false, Optional.empty(),
                Optional.empty(), Optional.empty()),
                read.registries().get(0));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("b:1:1: thme: unknown key; did you mean theme, which takes text in quotes?",
                assertThrows(ProfileException.class, () -> ConfigurationReader.parse("thme = 'x'", "b")).getMessage());
    }

    @Test
    void placesForRootAndOthers() {
        Locations root = Locations.of(Map.of(), 0, Optional.empty(), Optional.empty(), Configuration.EMPTY);
        assertEquals(new Locations(Path.of("/var/lib/berth"), Path.of("/run/berth"), Path.of("/etc/berth/berth.toml")),
                root);
        assertEquals(Path.of("/etc/berth/profiles"), root.profiles());
        Map<String, String> home = Map.of("HOME", "/home/u", "XDG_RUNTIME_DIR", "/run/user/7");
        assertEquals(new Locations(Path.of("/home/u/.local/share/berth"), Path.of("/run/user/7/berth"),
                Path.of("/home/u/.config/berth/berth.toml")),
                Locations.of(home, 7, Optional.empty(), Optional.empty(), Configuration.EMPTY));
    }

    @Test
    void anOptionWinsOverTheEnvironmentAndThatOverTheFile() {
        Configuration file = ConfigurationReader.parse("data = '/file'\nrun = '/file'", "b");
        Map<String, String> environment = Map.of("BERTH_DATA", "/env", "BERTH_CONFIG", "/c/b.toml");
        assertEquals(new Locations(Path.of("/option"), Path.of("/file"), Path.of("/c/b.toml")),
                Locations.of(environment, 0, Optional.of(Path.of("/option")), Optional.empty(), file));
        assertEquals(Path.of("/env"),
                Locations.of(environment, 0, Optional.empty(), Optional.empty(), file).data());
    }
}
