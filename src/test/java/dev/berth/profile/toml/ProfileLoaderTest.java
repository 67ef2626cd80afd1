package dev.berth.profile.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.profile.Profile;
import dev.berth.profile.ProfileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileLoaderTest {

    @TempDir
    private Path directory;
    private ProfileLoader loader;

    @BeforeEach
    void makeLoader() {
        loader = new ProfileLoader(directory);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name + ".toml"), text);
    }

    private String problem(String name) {
        return assertThrows(ProfileException.class, () -> loader.load(name)).getMessage();
    }

    @Test
    void laterParentsWinAndTheFileWinsOverAll() throws IOException {
        write("a", "image = 'a'\nhostname = 'a'\nuser = 'a'\n[env]\nX = 'a'\nA = '1'");
        write("b", "image = 'b'\nhostname = 'b'\n[env]\nX = 'b'");
        write("c", "extends = ['a', 'b']\nimage = 'c'");
        Profile c = loader.load("c");
        assertEquals(Optional.of("c"), c.image());
        assertEquals(Optional.of("b"), c.hostname());
        assertEquals(Optional.of("a"), c.user());
        assertEquals(Optional.of("b"), c.env().get("X"));
        assertEquals(Optional.of("1"), c.env().get("A"));
    }

    @Test
    void aDiamondIsNoCycle() throws IOException {
        write("base", "image = 'x'");
        write("a", "extends = ['base']");
        write("b", "extends = ['base']");
        write("c", "extends = ['a', 'b']");
        assertEquals(Optional.of("x"), loader.load("c").image());
    }

    @Test
    void aCycleIsShownWithItsPlace() throws IOException {
        write("a", "image = 'x'\nextends = ['b']");
        write("b", "extends = ['c']");
        write("c", "extends = ['a']");
        assertEquals(directory.resolve("c.toml") + ":1:12: extends: profiles extend one another in a circle:"
                + " a -> b -> c -> a", problem("a"));
    }

    @Test
    void aProfileThatExtendsItselfIsACycle() throws IOException {
        write("a", "extends = ['./a.toml']");
        assertTrue(problem("a").contains("a -> ./a.toml"), problem("a"));
    }

    @Test
    void aProfileMayExtendTheShippedOneThatItHides() throws IOException {
        write("sandbox", "extends = ['sandbox']\nhostname = 'mine'");
        Profile mine = loader.load("sandbox");
        assertEquals(Optional.of("mine"), mine.hostname());
        assertEquals(Optional.of(true), mine.tty());
    }

    @Test
    void aMissingParentIsNamedWithItsPlaceAndTheNearestName() throws IOException {
        write("a", "extends = ['sandbx']");
        assertTrue(problem("a").startsWith(directory.resolve("a.toml") + ":1:12: extends: no profile \"sandbx\""));
        assertTrue(problem("a").endsWith("did you mean \"sandbox\"?"), problem("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".a", "a b", "-x", "a\u0000"})
    void aNameIsOneSafePathComponent(String name) {
        assertTrue(problem(name).startsWith("invalid profile name"), problem(name));
    }

    @Test
    void relativePathsStartFromTheFile() throws IOException {
        write("a", "[security]\nseccomp = 'f.json'\n[[mounts]]\ntype = 'bind'\nsource = './www'\ntarget = '/w'");
        Profile a = loader.load(directory.resolve("a.toml").toString());
        assertEquals(Optional.of(directory.resolve("f.json").toString()), a.security().seccomp());
        assertEquals(Optional.of(directory.resolve("www").toString()), a.mounts().get(0).source());
    }

    @Test
    void aFileThatIsMissingOrNotTextIsSaid() throws IOException {
        assertTrue(problem("/nowhere/x.toml").contains("/nowhere/x.toml: no such file"));
        Files.write(directory.resolve("bad.toml"), new byte[] {(byte) 0xff, 0});
        assertTrue(problem("bad").endsWith("not UTF-8 text"));
        Files.write(directory.resolve("big.toml"), new byte[(1 << 20) + 1]);
        assertTrue(problem("big").endsWith("larger than 1 MiB"));
    }

    @Test
    void listsTheDirectoryAndTheShippedOnes() throws IOException {
        write("mine", "description = 'my own'");
        write("broken", "x = 1");
        List<ProfileSource> list = loader.list();
        assertEquals(List.of("batch", "broken", "dev", "locked", "mine", "sandbox", "web"),
                list.stream().map(ProfileSource::name).toList());
        assertEquals(Optional.of("my own"), list.get(4).description());
        assertEquals(directory.resolve("mine.toml").toString(), list.get(4).source());
        assertTrue(list.get(1).problem().orElseThrow().contains(":1:1: x: unknown key"));
        assertEquals(ProfileSource.SHIPPED, list.get(0).source());
    }

    @Test
    void withoutADirectoryTheShippedOnesRemain() {
        assertEquals(5, new ProfileLoader(directory.resolve("none")).list().size());
    }

    @Test
    void everyShippedProfileIsIndexedAndLoads() throws IOException {
        try (var files = Files.list(Path.of("examples"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".toml")).map(name -> name.replace(".toml", "")).sorted().toList();
            List<ProfileSource> shipped = loader.list();
            assertEquals(names, shipped.stream().map(ProfileSource::name).toList());
            for (ProfileSource profile : shipped) {
                assertEquals(Optional.empty(), profile.problem(), profile.name());
                assertTrue(profile.description().isPresent() && profile.image().isPresent(), profile.name());
                Profile loaded = loader.load(profile.name());
                assertEquals(loaded, ProfileParser.parse(ProfileWriter.write(loaded), "w").profile());
            }
        }
    }
}
