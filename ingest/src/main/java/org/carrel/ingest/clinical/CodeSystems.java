package org.carrel.ingest.clinical;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people call a code system, by the object identifier that CDA states (HL7's OID registry),
 * the address that FHIR states, or the identifier of HL7's table 0396 that version 2 states.
 */
final class CodeSystems {

    private static final String SNOMED = "SNOMED CT";
    private static final String RXNORM = "RxNorm";
    private static final String LOINC = "LOINC";
    private static final String ICD_10_CM = "ICD-10-CM";
    private static final String ICD_9_CM = "ICD-9-CM";
    private static final String CPT = "CPT";

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("2.16.840.1.113883.6.96", SNOMED),
                    Map.entry("2.16.840.1.113883.6.88", RXNORM),
                    Map.entry("2.16.840.1.113883.6.1", LOINC),
                    Map.entry("2.16.840.1.113883.6.90", ICD_10_CM),
                    Map.entry("2.16.840.1.113883.6.4", "ICD-10-PCS"),
                    Map.entry("2.16.840.1.113883.6.3", "ICD-10"),
                    Map.entry("2.16.840.1.113883.6.103", ICD_9_CM),
                    Map.entry("2.16.840.1.113883.6.104", "ICD-9-CM procedures"),
                    Map.entry("2.16.840.1.113883.6.12", CPT),
                    Map.entry("2.16.840.1.113883.6.285", "HCPCS"),
                    Map.entry("2.16.840.1.113883.6.13", "CDT"),
                    Map.entry("2.16.840.1.113883.12.292", "CVX"),
                    Map.entry("2.16.840.1.113883.6.59", "CVX"),
                    Map.entry("2.16.840.1.113883.6.69", "NDC"),
                    Map.entry("2.16.840.1.113883.4.9", "UNII"),
                    Map.entry("2.16.840.1.113883.4.1", "SSN"),
                    Map.entry("2.16.840.1.113883.4.6", "NPI"),
                    Map.entry("2.16.840.1.113883.3.26.1.5", "NDF-RT"),
                    Map.entry("2.16.840.1.113883.3.26.1.1", "NCI Thesaurus"),
                    Map.entry("2.16.840.1.113883.5.4", "HL7 ActCode"),
                    Map.entry("http://snomed.info/sct", SNOMED),
                    Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", RXNORM),
                    Map.entry("http://loinc.org", LOINC),
                    Map.entry("http://hl7.org/fhir/sid/icd-10-cm", ICD_10_CM),
                    Map.entry("http://hl7.org/fhir/sid/icd-10", "ICD-10"),
                    Map.entry("http://hl7.org/fhir/sid/icd-9-cm", ICD_9_CM),
                    Map.entry("http://www.ama-assn.org/go/cpt", CPT),
                    Map.entry("http://hl7.org/fhir/sid/cvx", "CVX"),
                    Map.entry("http://hl7.org/fhir/sid/ndc", "NDC"),
                    Map.entry("http://fdasis.nlm.nih.gov", "UNII"),
                    Map.entry("http://terminology.hl7.org/CodeSystem/v3-ActCode", "HL7 ActCode"),
                    Map.entry("SCT", SNOMED),
                    Map.entry("SNM", SNOMED),
                    Map.entry("RXNORM", RXNORM),
                    Map.entry("LN", LOINC),
                    Map.entry("I10C", ICD_10_CM),
                    Map.entry("I10", "ICD-10"),
                    Map.entry("I9CDX", ICD_9_CM),
                    Map.entry("I9", ICD_9_CM),
                    Map.entry("I9C", ICD_9_CM),
                    Map.entry("C4", CPT),
                    Map.entry("CVX", "CVX"),
                    Map.entry("NDC", "NDC"));

    private CodeSystems() {}

    /**
     * @param stated by the file
     * @param otherwise the name that the file itself gives, for a system that is not known here
     */
    static @Nullable String name(@Nullable String stated, @Nullable String otherwise) {
        String known = stated == null ? null : NAMES.get(stated);
        if (known != null) {
            return known;
        }
        return otherwise == null ? stated : otherwise;
    }
}
