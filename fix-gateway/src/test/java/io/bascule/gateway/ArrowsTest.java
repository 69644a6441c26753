package io.bascule.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which, as each package-info says. */
@AnalyzeClasses(packages = "io.bascule.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule STORE_KNOWS_NOTHING_OF_THE_GATEWAY = noClasses()
            .that()
            .resideInAPackage("..gateway.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway.session..",
                    "..gateway.mapping..",
                    "..gateway.app..",
                    "io.bascule.engine..",
                    "io.netty..");

    @ArchTest
    static final ArchRule ENCODING_KNOWS_NOTHING_OF_FIX_OR_THE_GATEWAY = noClasses()
            .that()
            .resideInAPackage("..gateway.encoding..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway.store..",
                    "..gateway.session..",
                    "..gateway.mapping..",
                    "..gateway.app..",
                    "io.bascule.engine..",
                    "quickfix..",
                    "io.netty..");

    @ArchTest
    static final ArchRule SESSION_KNOWS_THE_STORE_ONLY = noClasses()
            .that()
            .resideInAPackage("..gateway.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..gateway.mapping..", "..gateway.app..", "io.bascule.engine..");

    @ArchTest
    static final ArchRule MAPPING_KNOWS_THE_WIRE_ONLY = noClasses()
            .that()
            .resideInAPackage("..gateway.mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway.store..",
                    "..gateway.session..",
                    "..gateway.app..",
                    "io.bascule.engine.client..",
                    "io.netty..");

    @ArchTest
    static final ArchRule ONLY_WIRE_AND_CLIENT_OF_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage("io.bascule.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.bascule.engine.service..",
                    "io.bascule.engine.book..",
                    "io.bascule.engine.order..",
                    "io.bascule.engine.account..",
                    "io.bascule.engine.instrument..",
                    "io.bascule.engine.pricing..",
                    "io.bascule.engine.fixedpoint..",
                    "io.aeron..");

    /** Records that a margin file holds and commands carry. */
    @ArchTest
    static final ArchRule OF_THE_MARGIN_ITS_PARAMETERS_ONLY = noClasses()
            .that()
            .resideInAPackage("io.bascule.gateway..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.bascule.engine.margin..").and(not(simpleNameEndingWith("Parameters"))));

    @ArchTest
    static final ArchRule ONE_FACTORY_OF_THE_EMBEDDED_ENGINE = noClasses()
            .that()
            .resideInAPackage("io.bascule.gateway..")
            .and()
            .doNotHaveSimpleName("RunningVenue")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.bascule.engine.cluster..").and(not(simpleName("MarginParameterCommands"))));

    @ArchTest
    static final ArchRule NO_FLOATING_POINT_IN_THE_MAPPING = noClasses()
            .that()
            .resideInAPackage("..gateway.mapping..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.math.BigDecimal");
}
