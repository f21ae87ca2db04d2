package org.carrel.audit.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR R4 AuditEvent. Where one of IHE's Basic Audit Log Patterns (BALP 1.1) fits, it is that;
 * what those patterns ask for and the log does not hold is there with the reason of its absence.
 */
final class AuditEventLine {

    static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/";

    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String RESTFUL = "http://hl7.org/fhir/restful-interaction";
    private static final String ABSENT =
            "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String URI_SYSTEM = "urn:ietf:rfc:3986";

    /** Actions of this log, as a code system of its own. */
    static final String ACTIONS = "urn:x-carrel:audit-action";

    private AuditEventLine() {}

    static String of(OutgoingEntry outgoing) {
        LoggedEvent event = outgoing.event();
        String pattern = pattern(outgoing);
        ObjectNode json = JsonText.MAPPER.createObjectNode();
        json.put("resourceType", "AuditEvent");
        json.put("id", "entry-" + outgoing.entry().sequence());
        if (pattern != null) {
            json.putObject("meta").putArray("profile").add(PROFILES + pattern);
        }
        json.set("type", type(event));
        ArrayNode subtypes = json.putArray("subtype");
        if (pattern != null) {
            subtypes.add(coding(RESTFUL, Interaction.of(event).rest()));
        }
        subtypes.add(coding(ACTIONS, event.action()));
        json.put("action", String.valueOf(Interaction.of(event).code()));
        json.put("recorded", event.time().toString());
        json.put("outcome", outcome(event.outcome()));
        if (event.outcome() != Outcome.SUCCESS) {
            json.put("outcomeDesc", event.outcome().name());
        }
        agents(json.putArray("agent"), outgoing, pattern != null);
        ObjectNode source = json.putObject("source");
        source.set("observer", named(null, outgoing.origin()));
        source.putArray("type")
                .add(coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4"));
        Entities.add(json.putArray("entity"), outgoing);
        return JsonText.write(json);
    }

    /** The pattern that fits, if one does. All of them are of successes. */
    private static @Nullable String pattern(OutgoingEntry outgoing) {
        LoggedEvent event = outgoing.event();
        Interaction interaction = Interaction.of(event);
        boolean fits =
                event.outcome() == Outcome.SUCCESS
                        && switch (interaction) {
                            case QUERY -> true;
                            case EXECUTE -> false;
                            default -> Entities.hasData(event);
                        };
        if (!fits) {
            return null;
        }
        String name = interaction.name();
        return "IHE.BasicAudit."
                + (outgoing.patient() == null ? "" : "Patient")
                + name.charAt(0)
                + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static ObjectNode type(LoggedEvent event) {
        if (Interaction.isOfLog(event)) {
            return coding(DICOM, "110101");
        }
        return Interaction.isAlert(event) ? coding(DICOM, "110113") : coding(TYPES, "rest");
    }

    private static void agents(ArrayNode agents, OutgoingEntry outgoing, boolean patterned) {
        agents.add(user(outgoing));
        Interaction interaction = Interaction.of(outgoing.event());
        // BALP: content flows from the server when read, and to it otherwise.
        boolean fromServer = interaction == Interaction.READ;
        ObjectNode server = agent(fromServer ? "110153" : "110152");
        server.set("who", named(null, outgoing.origin()));
        if (patterned) {
            server.putObject("network").set("_address", absent("unknown"));
            ObjectNode client = agent(fromServer ? "110152" : "110153");
            client.set("who", absent("unknown"));
            client.putObject("network").set("_address", absent("unknown"));
            agents.add(client);
        }
        agents.add(server);
    }

    private static ObjectNode user(OutgoingEntry outgoing) {
        boolean author =
                switch (Interaction.of(outgoing.event())) {
                    case CREATE, UPDATE, DELETE -> true;
                    default -> false;
                };
        ObjectNode user = JsonText.MAPPER.createObjectNode();
        user.set(
                "type",
                concept(
                        "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                        author ? "AUT" : "IRCP"));
        String actor = outgoing.actor();
        user.set(
                "who",
                actor == null ? named(URI_SYSTEM, outgoing.actorOrSubject()) : named(null, actor));
        user.put("requestor", true);
        String purpose = outgoing.event().purpose();
        if (purpose != null && !purpose.isBlank()) {
            user.putArray("purposeOfUse")
                    .add(concept("http://terminology.hl7.org/CodeSystem/v3-ActReason", purpose));
        }
        return user;
    }

    private static ObjectNode agent(String role) {
        ObjectNode agent = JsonText.MAPPER.createObjectNode();
        agent.set("type", concept(DICOM, role));
        agent.put("requestor", false);
        return agent;
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "0";
            case DENIED -> "4";
            case FAILED -> "8";
        };
    }

    static ObjectNode coding(String system, String code) {
        return JsonText.MAPPER.createObjectNode().put("system", system).put("code", code);
    }

    private static ObjectNode concept(String system, String code) {
        ObjectNode concept = JsonText.MAPPER.createObjectNode();
        concept.putArray("coding").add(coding(system, code));
        return concept;
    }

    /** A reference by identifier. */
    static ObjectNode named(@Nullable String system, String value) {
        ObjectNode reference = JsonText.MAPPER.createObjectNode();
        ObjectNode identifier = reference.putObject("identifier");
        if (system != null) {
            identifier.put("system", system);
        }
        identifier.put("value", value);
        return reference;
    }

    /** An element of which only the reason is known why it is not there. */
    static ObjectNode absent(String reason) {
        ObjectNode element = JsonText.MAPPER.createObjectNode();
        element.putArray("extension").addObject().put("url", ABSENT).put("valueCode", reason);
        return element;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
