package io.bascule.acceptance.script;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.bascule.acceptance.script", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule RUNNER_NEEDS_THE_JDK_ONLY =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "io.bascule.acceptance.script");
}
