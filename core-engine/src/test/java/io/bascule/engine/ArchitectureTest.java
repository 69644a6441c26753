package io.bascule.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The arrows of the architecture, and what a deterministic state machine must not touch. */
@AnalyzeClasses(packages = "io.bascule.engine", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ENGINE = "io.bascule.engine.";
    private static final String[] STATE_MACHINE = {
        ENGINE + "fixedpoint..",
        ENGINE + "instrument..",
        ENGINE + "book..",
        ENGINE + "order..",
        ENGINE + "account..",
        ENGINE + "margin..",
        ENGINE + "pricing..",
        ENGINE + "funding..",
        ENGINE + "liquidation..",
        ENGINE + "fee..",
        ENGINE + "service.."
    };
    private static final Pattern FLOATING = Pattern.compile("\\b(double|float|Double|Float)\\b|\\b\\d+\\.\\d+\\b");
    private static final Pattern COMMENT_OR_STRING =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

    @ArchTest
    static final ArchRule ONLY_THE_CLUSTER_ITS_CLIENT_AND_THE_WIRE_KNOW_AERON_OR_SBE = noClasses()
            .that()
            .resideInAnyPackage(STATE_MACHINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.aeron..", "org.agrona.sbe..", ENGINE + "wire..");

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_WHAT_HOSTS_IT = noClasses()
            .that()
            .resideInAnyPackage(STATE_MACHINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE + "cluster..", ENGINE + "client..");

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_THE_VENUE = noClasses()
            .that()
            .resideInAnyPackage(STATE_MACHINE)
            .and()
            .resideOutsideOfPackage(ENGINE + "service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE + "service..");

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_THE_WIRE_ONLY =
            only("client", "io.aeron..", "org.agrona..", ENGINE + "wire..");

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_NOTHING_OF_OURS = only("wire", "org.agrona..");

    @ArchTest
    static final ArchRule FIXED_POINT_KNOWS_NOTHING = only("fixedpoint");

    @ArchTest
    static final ArchRule ORDERS_KNOW_FIXED_POINT_ONLY =
            only("order", "org.agrona.collections..", ENGINE + "fixedpoint..");

    @ArchTest
    static final ArchRule INSTRUMENTS_KNOW_FIXED_POINT_ONLY = only("instrument", ENGINE + "fixedpoint..");

    @ArchTest
    static final ArchRule NOTHING_ELSE_KNOWS_CALIBRATION = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + "calibration..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE + "calibration..");

    @ArchTest
    static final ArchRule ONLY_CALIBRATION_KNOWS_JSON = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + "calibration..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule CALIBRATION_KNOWS_WHAT_MARGIN_IS_MADE_OF = only(
            "calibration",
            "com.fasterxml.jackson..",
            ENGINE + "margin..",
            ENGINE + "instrument..",
            ENGINE + "account..",
            ENGINE + "order..",
            ENGINE + "fixedpoint..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(ENGINE + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_STATE_MACHINE_HAS_NO_CLOCK_NO_CHANCE_NO_THREADS_AND_NO_FILES = noClasses()
            .that()
            .resideInAnyPackage(STATE_MACHINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.time..",
                    "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(java.util.Random.class, Thread.class, java.util.UUID.class, java.util.Date.class)
            .orShould()
            .callMethodWhere(target(owner(type(System.class))).and(not(target(name("arraycopy")))));

    @ArchTest
    static void theEngineHasNoFloatingPoint(final com.tngtech.archunit.core.domain.JavaClasses ignored)
            throws IOException {
        final Path sources = Path.of("src/main/java/io/bascule/engine");
        final List<Path> files;
        try (Stream<Path> paths = Files.walk(sources)) {
            files = paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(sources.resolve("calibration")))
                    .toList();
        }
        assertTrue(files.size() > 50, "sources not found");
        for (final Path file : files) {
            final String code =
                    COMMENT_OR_STRING.matcher(Files.readString(file)).replaceAll("");
            assertEquals(
                    List.of(),
                    FLOATING.matcher(code)
                            .results()
                            .map(found -> file + ": " + found.group())
                            .toList());
        }
    }

    private static ArchRule only(final String ofPackage, final String... others) {
        final String self = ENGINE + ofPackage + "..";
        final String[] allowed =
                Stream.concat(Stream.of("java..", self), Stream.of(others)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(self)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
