package org.carrel.audit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.carrel.compliance.AuditEvent.Outcome;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FHIR AuditEvents, held against FHIR R4 and IHE's Basic Audit Log Patterns by HAPI's validator,
 * which asks nothing of the network. The patterns in {@code balp/} state the constraints of IHE's
 * under their addresses; they are not IHE's files (docs/adr/0030).
 */
class BasicAuditPatternsTest {

    private static final List<String> PATTERNS =
            List.of("Create", "Read", "Update", "Delete", "Query");

    private static FhirContext context;
    private static FhirValidator validator;

    @BeforeAll
    static void load() throws Exception {
        context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        var patterns = new PrePopulatedValidationSupport(context);
        for (String name : List.of("DataSources", "RestObjectRoles")) {
            patterns.addValueSet(read(ValueSet.class, name));
        }
        for (String name : PATTERNS) {
            patterns.addStructureDefinition(read(StructureDefinition.class, name));
            patterns.addStructureDefinition(read(StructureDefinition.class, "Patient" + name));
        }
        var chain =
                new ValidationSupportChain(
                        patterns,
                        new DefaultProfileValidationSupport(context),
                        new InMemoryTerminologyServerValidationSupport(context),
                        new CommonCodeSystemsTerminologyService(context),
                        new SnapshotGeneratingValidationSupport(context));
        var instance = new FhirInstanceValidator(chain);
        instance.setErrorForUnknownProfiles(true);
        validator = context.newValidator().registerValidatorModule(instance);
    }

    static Stream<OutgoingEntry> entries() {
        var all = new ArrayList<OutgoingEntry>();
        for (String action : Samples.ACTIONS) {
            for (boolean patient : List.of(true, false)) {
                all.add(Samples.outgoing(action, patient));
                for (Outcome outcome : Outcome.values()) {
                    var event = Samples.event(action, outcome, Samples.COLLECTION, null);
                    all.add(Samples.outgoing(event, patient, true));
                }
            }
            var alone = Samples.event(action, Outcome.SUCCESS, null, null);
            all.add(Samples.outgoing(alone, false, false));
        }
        all.add(Samples.outgoing(Samples.named("document.text"), true, false));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyEventIsValid(OutgoingEntry entry) {
        String line = AuditEventLine.of(entry);
        assertEquals(List.of(), errors(line), line);
    }

    @ParameterizedTest
    @MethodSource("org.carrel.audit.format.FormatsTest#hostile")
    void anyValueIsReadAsItWas(String value) {
        AuditEvent read = read(AuditEventLine.of(Samples.hostile(value)));
        assertEquals(value, read.getAgentFirstRep().getWho().getIdentifier().getValue());
        assertEquals("8", read.getOutcome().toCode());
    }

    @Test
    void aPatientsDocumentReadIsAPatientRead() {
        AuditEvent read = read(AuditEventLine.of(Samples.outgoing("document.content", true)));
        assertEquals("PatientRead", pattern(read));
        assertEquals("Patient/" + Samples.COLLECTION, entity(read, "1").getWhat().getReference());
        assertEquals(
                "DocumentReference/" + Samples.DOCUMENT,
                entity(read, "4").getWhat().getReference());
    }

    @Test
    void aQuestionOverAPatientHasTwoEntitiesAndTheLogs() {
        AuditEvent read = read(AuditEventLine.of(Samples.outgoing("answer.evidence", true)));
        assertEquals("PatientQuery", pattern(read));
        assertEquals("Patient/" + Samples.COLLECTION, entity(read, "1").getWhat().getReference());
        assertEquals(
                Samples.QUESTION,
                new String(entity(read, "24").getQuery(), StandardCharsets.UTF_8));
        assertEquals(
                "carrel.example/log#7", entity(read, "13").getWhat().getIdentifier().getValue());
        assertEquals(3, read.getEntity().size());
    }

    @Test
    void whatOthersDidIsOfNoPatient() {
        assertEquals(
                "Query", pattern(read(AuditEventLine.of(Samples.outgoing("search.query", false)))));
        assertEquals(
                "Create",
                pattern(read(AuditEventLine.of(Samples.outgoing("document.upload", false)))));
        assertEquals("", pattern(read(AuditEventLine.of(Samples.outgoing("audit.read", false)))));
    }

    /** A validator that finds nothing wrong proves something only if it finds what is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"code\":\"24\"",
                "\"code\":\"110152\"",
                "\"query\":",
                "\"outcome\":\"0\"",
                "\"action\":\"E\"",
                "Patient/"
            })
    void whatIsNoPatientQueryIsFound(String part) {
        String line = AuditEventLine.of(Samples.outgoing("answer.evidence", true));
        String changed =
                switch (part) {
                    case "\"query\":" -> line.replace(part, "\"name\":");
                    case "\"outcome\":\"0\"" -> line.replace(part, "\"outcome\":\"8\"");
                    case "\"action\":\"E\"" -> line.replace(part, "\"action\":\"R\"");
                    case "Patient/" ->
                            line.replace(
                                    ",\"what\":{\"reference\":\"Patient/"
                                            + Samples.COLLECTION
                                            + "\"}",
                                    "");
                    default -> line.replace(part, "\"code\":\"create\"");
                };
        assertFalse(line.equals(changed));
        assertFalse(errors(changed).isEmpty(), changed);
    }

    private static List<String> errors(String line) {
        return validator.validateWithResult(line).getMessages().stream()
                .filter(each -> each.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(BasicAuditPatternsTest::said)
                .toList();
    }

    private static String said(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }

    private static AuditEvent read(String line) {
        return context.newJsonParser().parseResource(AuditEvent.class, line);
    }

    private static String pattern(AuditEvent event) {
        return event.getMeta().getProfile().stream()
                .map(each ->
                        each.getValue().replace(AuditEventLine.PROFILES + "IHE.BasicAudit.", ""))
                .findFirst()
                .orElse("");
    }

    private static AuditEventEntityComponent entity(AuditEvent event, String role) {
        return event.getEntity().stream()
                .filter(each -> each.getRole().getCode().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends IBaseResource> T read(Class<T> type, String name) throws Exception {
        try (InputStream in =
                BasicAuditPatternsTest.class.getResourceAsStream("/balp/" + name + ".json")) {
            return context.newJsonParser().parseResource(type, Objects.requireNonNull(in));
        }
    }
}
