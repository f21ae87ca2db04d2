package org.carrel.audit.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.carrel.compliance.LoggedEvent;

/** What a FHIR AuditEvent is about: patient, query or document, and the log's entry itself. */
final class Entities {

    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";

    private Entities() {}

    /** Whether there is something that was read or changed. */
    static boolean hasData(LoggedEvent event) {
        return event.documentId() != null || event.collectionId() != null;
    }

    static void add(ArrayNode entities, OutgoingEntry outgoing) {
        LoggedEvent event = outgoing.event();
        if (outgoing.patient() != null) {
            ObjectNode patient = entity("1", "1");
            patient.putObject("what").put("reference", "Patient/" + outgoing.patient());
            entities.add(patient);
        }
        if (Interaction.of(event) == Interaction.QUERY) {
            entities.add(query(outgoing));
        } else if (hasData(event)) {
            ObjectNode data = entity("2", "4");
            data.putObject("what").put("reference", data(event));
            entities.add(data);
        }
        entities.add(logEntry(outgoing));
    }

    private static ObjectNode query(OutgoingEntry outgoing) {
        ObjectNode query = entity("2", "24");
        String question = outgoing.question();
        if (question == null) {
            String reason = outgoing.withheld() ? "masked" : "unknown";
            query.set("_query", AuditEventLine.absent(reason));
        } else {
            query.put("query", AuditEventLine.base64(question));
        }
        return query;
    }

    private static String data(LoggedEvent event) {
        String document = event.documentId();
        return document == null ? "List/" + event.collectionId() : "DocumentReference/" + document;
    }

    private static ObjectNode logEntry(OutgoingEntry outgoing) {
        ObjectNode entry = entity("4", "13");
        entry.set("what", AuditEventLine.named(null, outgoing.place()));
        ArrayNode details = entry.putArray("detail");
        detail(details, "leafHash", outgoing.leaf().hex());
        outgoing.details().forEach((name, value) -> detail(details, name, value));
        boolean asked = Interaction.of(outgoing.event()) == Interaction.QUERY;
        outgoing.personal()
                .forEach((name, value) -> {
                    // The question stands in the query, where the patterns want it.
                    if (!asked || !name.equals(OutgoingEntry.QUESTION)) {
                        detail(details, name, value);
                    }
                });
        return entry;
    }

    /** FHIR has no empty texts; what is empty says nothing. */
    private static void detail(ArrayNode details, String name, String value) {
        if (!name.isBlank() && !value.isBlank()) {
            details.addObject().put("type", name).put("valueString", value);
        }
    }

    private static ObjectNode entity(String type, String role) {
        ObjectNode entity = JsonText.MAPPER.createObjectNode();
        entity.set("type", AuditEventLine.coding(TYPES, type));
        entity.set("role", AuditEventLine.coding(ROLES, role));
        return entity;
    }
}
