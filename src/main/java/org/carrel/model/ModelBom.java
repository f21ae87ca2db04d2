package org.carrel.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The models of this machine as a bill of materials in CycloneDX 1.6 (ECMA-424), whose member names
 * these are.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ModelBom(
        String bomFormat,
        String specVersion,
        String serialNumber,
        int version,
        Metadata metadata,
        List<Component> components) {

    static final String MEDIA_TYPE = "application/vnd.cyclonedx+json; version=1.6";

    ModelBom {
        components = List.copyOf(components);
    }

    static ModelBom of(List<Component> models) {
        Component carrel = Component.named("application", "carrel", null);
        return new ModelBom(
                "CycloneDX",
                "1.6",
                "urn:uuid:" + UUID.randomUUID(),
                1,
                new Metadata(Instant.now().toString(), carrel),
                models);
    }

    record Metadata(String timestamp, Component component) {}

    /**
     * @param ref by which others would name it
     * @param components files that it is stored in
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Component(
            String type,
            @JsonProperty("bom-ref") @Nullable String ref,
            String name,
            @Nullable String version,
            List<Hash> hashes,
            List<Licence> licenses,
            @Nullable Pedigree pedigree,
            List<Component> components,
            @Nullable ModelCard modelCard,
            List<Property> properties) {

        Component {
            hashes = List.copyOf(hashes);
            licenses = List.copyOf(licenses);
            components = List.copyOf(components);
            properties = List.copyOf(properties);
        }

        static Component named(String type, String name, @Nullable String sha256) {
            return new Component(
                    type,
                    null,
                    name,
                    null,
                    sha256 == null ? List.of() : List.of(new Hash("SHA-256", sha256)),
                    List.of(),
                    null,
                    List.of(),
                    null,
                    List.of());
        }
    }

    record Hash(String alg, String content) {}

    record Licence(LicenceName license) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record LicenceName(@Nullable String id, @Nullable String name) {}

    record Pedigree(List<Component> ancestors) {}

    record Property(String name, String value) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ModelCard(
            Parameters modelParameters,
            @Nullable Analysis quantitativeAnalysis,
            Considerations considerations) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Parameters(String architectureFamily, List<Dataset> datasets) {}

    record Dataset(String type, String name, String description) {}

    record Analysis(List<Metric> performanceMetrics) {}

    record Metric(String type, String value, String slice) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Considerations(List<String> useCases, List<String> technicalLimitations) {}
}
