package dev.berth;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which package may use which. Arrows only point down this list. The classes of {@code dev.berth} itself put the parts
 * together and may use them all.
 */
class ArchitectureTest {

    private static final List<Arrows> PACKAGES = List.of(
            from("bench", "client", "docker", "engine", "image", "profile", "kernel"),
            // its full-screen pages are drawn in a session, whose terminal tells its size as the kernel's record
            from("console", "client", "docker", "session", "terminal", "kernel"),
            // flags and profiles have the same short forms, so both are read by the profile package
            from("shell", "client", "docker", "session", "terminal", "profile", "context", "kernel"),
            from("session", "terminal", "kernel"),
            from("client", "docker", "http"),
            // the engine's interface speaks in profiles, images and plans; detach keys are a terminal's, and patterns
            // of images' names are those of paths
            from("api", "build", "engine", "docker", "http", "isolation", "image", "profile", "terminal", "context"),
            // steps have profiles and users; files are reached by descriptor
            from("build", "engine", "image", "isolation", "profile", "context", "kernel"),
            from("engine", "isolation", "image", "network", "profile", "kernel"),
            from("isolation", "profile", "kernel"),
            // registries are spoken to in HTTP
            from("image", "http", "kernel"),
            from("network", "kernel"),
            from("terminal", "kernel"),
            from("docker"),
            // which files a build gets: the command line packs them, the builder checks
            from("context"),
            from("http"),
            from("profile"),
            from("kernel"));

    private static JavaClasses berth;

    private record Arrows(String name, List<String> below) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Arrows from(String name, String... below) {
        return new Arrows(name, List.of(below));
    }

    @BeforeAll
    static void read() {
        berth = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.berth");
    }

    @AfterAll
    static void forget() {
        berth = null;
    }

    static Stream<Arrows> packages() {
        return PACKAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatIsBelow(Arrows arrows) {
        String[] allowed = Stream.concat(Stream.of(arrows.name()), arrows.below().stream())
                .map(name -> "dev.berth." + name + "..").toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = resideInAnyPackage("dev.berth..");
        noClasses().that().resideInAPackage("dev.berth." + arrows.name() + "..")
                .should().dependOnClassesThat(ours.and(not(resideInAnyPackage(allowed)))
                        .as("reside in another package of Berth than " + arrows.below()))
                .allowEmptyShould(true).check(berth);
    }

    /** So that the list above cannot say less than there is, and points down only. */
    @Test
    void everyPackageHasItsPlace() {
        Set<String> there = new TreeSet<>();
        for (JavaClass one : berth) {
            String[] parts = one.getPackageName().split("\\.");
            if (parts.length > 2) {
                there.add(parts[2]);
            }
        }
        Set<String> listed = new TreeSet<>();
        for (int i = 0; i < PACKAGES.size(); i++) {
            listed.add(PACKAGES.get(i).name());
            List<String> below = PACKAGES.subList(i + 1, PACKAGES.size()).stream().map(Arrows::name).toList();
            List<String> up = PACKAGES.get(i).below().stream().filter(name -> !below.contains(name)).toList();
            assertEquals(List.of(), up, "arrows of " + PACKAGES.get(i).name() + " that point up");
        }
        there.removeAll(listed);
        assertEquals(Set.of(), there, "packages without a place in the architecture");
    }

    @Test
    void packagesGoRoundInNoCircle() {
        slices().matching("dev.berth.(*)..").should().beFreeOfCycles().check(berth);
    }

    /**
     * Within packages, from the bottom up; the empty part is the package itself. {@code image} has the words that all
     * others use (references, digests, what can go wrong), {@code isolation} what a security module's labels are for. A
     * shell's {@code build}, {@code copy} and {@code login} belong to commands that are in the shell itself, and a
     * cgroup's {@code v1} and {@code v2} to its one interface.
     */
    static Stream<Parts> parts() {
        return Stream.of(new Parts("image", List.of("", "layer", "manifest", "store", "registry")),
                new Parts("engine", List.of("archive", "")),
                new Parts("isolation", List.of("capability", "seccomp", "cgroup", "", "lsm")),
                new Parts("api", List.of("translation", "")),
                new Parts("profile", List.of("", "form", "toml")),
                new Parts("build", List.of("dockerfile", "check", "cache", "copy", "")),
                new Parts("shell", List.of("format", "line", "archive", "")));
    }

    private record Parts(String name, List<String> upwards) {

        String of(String part) {
            return "dev.berth." + name + (part.isEmpty() ? "" : "." + part + "..");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void withinAPackageArrowsPointDownToo(Parts parts) {
        for (int i = 0; i < parts.upwards().size() - 1; i++) {
            String[] above = parts.upwards().subList(i + 1, parts.upwards().size()).stream().map(parts::of)
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(parts.of(parts.upwards().get(i)))
                    .should().dependOnClassesThat().resideInAnyPackage(above).check(berth);
        }
    }

    /** What a store consists of concerns images only; others use its facades. */
    @Test
    void aStoresPartsAreItsOwn() {
        noClasses().that().resideOutsideOfPackage("dev.berth.image..").should().dependOnClassesThat()
                .haveFullyQualifiedName("dev.berth.image.store.Contents").check(berth);
    }

    @Test
    void onlyTheKernelPackageMakesNativeCalls() {
        noClasses().that().resideOutsideOfPackage("dev.berth.kernel..")
                .should().dependOnClassesThat().resideInAnyPackage("jnr..", "com.kenai.jffi..").check(berth);
    }

    @Test
    void screensAreTheTerminalPackagesAndTheConsoles() {
        noClasses().that().resideOutsideOfPackages("dev.berth.console..", "dev.berth.terminal..")
                .should().dependOnClassesThat().resideInAPackage("com.googlecode.lanterna..").check(berth);
    }

    @Test
    void nothingReadsItsStandardStreams() {
        // commands run in the engine, on behalf of callers whose streams are elsewhere
        classes().that().resideInAnyPackage("dev.berth.shell..", "dev.berth.console..", "dev.berth.api..",
                "dev.berth.client..").should().onlyAccessFieldsThat(not(DescribedPredicate.describe("System.in",
                        field -> field.getOwner().isEquivalentTo(System.class) && field.getName().equals("in"))))
                .check(berth);
    }

    @Test
    void namesSayWhatThingsAre() {
        for (JavaClass one : berth) {
            List<String> words = Arrays.asList(one.getName().replaceAll("([a-z])([A-Z])", "$1.$2").toLowerCase()
                    .split("[.$]"));
            for (String empty : List.of("util", "utils", "common", "helper", "helpers", "manager")) {
                assertFalse(words.contains(empty), one.getName() + " does not say what it is");
            }
        }
    }
}
