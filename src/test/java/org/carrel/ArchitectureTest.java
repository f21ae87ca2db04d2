package org.carrel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The directions of docs/adr/0001: which feature may know which. */
@AnalyzeClasses(packages = "org.carrel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SERVER = {
        "org.carrel.access..",
        "org.carrel.collection..",
        "org.carrel.document..",
        "org.carrel.indexing..",
        "org.carrel.search..",
        "org.carrel.answer..",
        "org.carrel.summary..",
        "org.carrel.audit..",
        "org.carrel.problem..",
        "org.carrel.metadata..",
        "org.carrel.web..",
        "org.carrel.launch..",
        "org.carrel.intake..",
        "org.carrel.concept..",
        "org.carrel.grant..",
        "org.carrel.signin..",
        "org.carrel.network..",
        "org.carrel.model..",
        "org.carrel.gate..",
        "org.carrel.openai.."
    };

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.carrel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theOuterModulesKnowNeitherServerNorFramework =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.carrel.ingest..", "org.carrel.models..", "org.carrel.compliance..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            concat(SERVER, "io.quarkus..", "org.hibernate..", "jakarta.."));

    @ArchTest
    static final ArchRule theOuterModulesDoNotKnowEachOther =
            slices().matching("org.carrel.(ingest|models|compliance)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest static final ArchRule problemKnowsNoFeature = knowsOnly("problem");

    @ArchTest static final ArchRule conceptKnowsNoFeature = knowsOnly("concept");

    @ArchTest static final ArchRule grantKnowsNoFeature = knowsOnly("grant", "problem");

    @ArchTest static final ArchRule networkKnowsNoFeature = knowsOnly("network");

    @ArchTest
    static final ArchRule auditKnowsNoFeature = knowsOnly("audit", "grant", "network", "problem");

    @ArchTest
    static final ArchRule accessKnowsAudit = knowsOnly("access", "audit", "grant", "problem");

    @ArchTest
    static final ArchRule collectionKnowsAccess =
            knowsOnly("collection", "access", "audit", "grant", "problem");

    @ArchTest
    static final ArchRule documentKnowsCollectionAndAccess =
            knowsOnly("document", "collection", "access", "audit", "problem");

    @ArchTest
    static final ArchRule searchKnowsMetadata =
            knowsOnly("search", "metadata", "concept", "model", "access", "audit", "problem");

    @ArchTest
    static final ArchRule indexingKnowsDocumentAndSearch =
            knowsOnly(
                    "indexing",
                    "document",
                    "metadata",
                    "search",
                    "model",
                    "access",
                    "audit",
                    "problem");

    @ArchTest
    static final ArchRule metadataKnowsDocument =
            knowsOnly("metadata", "document", "access", "audit", "problem");

    @ArchTest
    static final ArchRule intakeKnowsIndexing =
            knowsOnly("intake", "indexing", "document", "access", "audit", "problem");

    @ArchTest
    static final ArchRule answerKnowsSearch =
            knowsOnly(
                    "answer",
                    "search",
                    "concept",
                    "access",
                    "audit",
                    "network",
                    "problem",
                    "model",
                    "document");

    @ArchTest
    static final ArchRule modelKnowsNoAnswer =
            knowsOnly("model", "access", "audit", "grant", "problem");

    @ArchTest
    static final ArchRule gateKnowsModelAndAnswer =
            knowsOnly("gate", "model", "answer", "search", "access", "audit", "grant", "problem");

    @ArchTest
    static final ArchRule summaryKnowsDocumentSearchAndAnswer =
            knowsOnly(
                    "summary",
                    "answer",
                    "concept",
                    "search",
                    "document",
                    "access",
                    "audit",
                    "problem");

    @ArchTest
    static final ArchRule openaiKnowsAnswer =
            knowsOnly("openai", "answer", "search", "model", "access", "audit", "problem");

    @ArchTest static final ArchRule webKnowsNoFeature = knowsOnly("web", "problem");

    @ArchTest static final ArchRule launchKnowsNoFeature = knowsOnly("launch");

    @ArchTest
    static final ArchRule onlyAccessDecides =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.carrel.access..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.carrel.access.Memberships");

    @ArchTest
    static final ArchRule onlyTheWatchedFolderActsAsSuch =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("org.carrel.intake.Inbox")
                    .and()
                    .doNotHaveFullyQualifiedName("org.carrel.access.InboxAccess")
                    .and()
                    // The container makes it.
                    .haveSimpleNameNotContaining("InboxAccess_")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.carrel.access.InboxAccess");

    @ArchTest
    static final ArchRule noRoomsForLeftovers =
            noClasses()
                    .should()
                    .resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..");

    @ArchTest
    static final ArchRule plainNames =
            classes()
                    .should()
                    .haveSimpleNameNotEndingWith("Manager")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Helper")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Impl")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Utils");

    /** A server feature may use the outer modules and these features, itself among them. */
    private static ArchRule knowsOnly(String feature, String... others) {
        String[] forbidden =
                Arrays.stream(SERVER)
                        .filter(name -> !name.equals(named(feature)))
                        .filter(name ->
                                Arrays.stream(others)
                                        .map(ArchitectureTest::named)
                                        .noneMatch(name::equals))
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(named(feature))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static String named(String feature) {
        return "org.carrel." + feature + "..";
    }

    private static String[] concat(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
