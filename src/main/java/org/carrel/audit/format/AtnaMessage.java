package org.carrel.audit.format;

import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.LoggedEvent;

/**
 * An audit message of DICOM PS3.15, A.5, as IHE ITI TF-2, 3.20 (Record Audit Event) sends it: XML
 * on one line, without a declaration.
 */
final class AtnaMessage {

    private static final String CARREL = "urn:x-carrel:audit-action";
    private static final String DICOM = "DCM";
    private static final String RFC_3881 = "RFC-3881";
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final OutgoingEntry outgoing;
    private final LoggedEvent event;
    private final XMLStreamWriter xml;

    private AtnaMessage(OutgoingEntry outgoing, XMLStreamWriter xml) {
        this.outgoing = outgoing;
        this.event = outgoing.event();
        this.xml = xml;
    }

    static String of(OutgoingEntry outgoing) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(text);
            new AtnaMessage(outgoing, xml).write();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("texts can be written", impossible);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartElement("AuditMessage");
        identification();
        participant(outgoing.actorOrSubject(), true);
        participant(outgoing.origin(), false);
        open("AuditSourceIdentification", Map.of("AuditSourceID", outgoing.origin()));
        empty("AuditSourceTypeCode", Map.of("csd-code", "4"));
        xml.writeEndElement();
        objects();
        xml.writeEndElement();
    }

    private void identification() throws XMLStreamException {
        open(
                "EventIdentification",
                Map.of(
                        "EventActionCode",
                        String.valueOf(Interaction.of(event).code()),
                        "EventDateTime",
                        event.time().toString(),
                        "EventOutcomeIndicator",
                        outcome()));
        eventId();
        coded("EventTypeCode", event.action(), CARREL, event.action());
        if (event.outcome() != Outcome.SUCCESS) {
            xml.writeStartElement("EventOutcomeDescription");
            xml.writeCharacters(event.outcome().name());
            xml.writeEndElement();
        }
        String purpose = event.purpose();
        if (purpose != null) {
            coded("PurposeOfUse", purpose, "2.16.840.1.113883.5.8", purpose);
        }
        xml.writeEndElement();
    }

    private void eventId() throws XMLStreamException {
        if (Interaction.isOfLog(event)) {
            coded("EventID", "110101", DICOM, "Audit Log Used");
        } else if (Interaction.isAlert(event)) {
            coded("EventID", "110113", DICOM, "Security Alert");
        } else if (Interaction.of(event) == Interaction.QUERY) {
            coded("EventID", "110112", DICOM, "Query");
        } else if (outgoing.patient() != null) {
            coded("EventID", "110110", DICOM, "Patient Record");
        } else {
            coded("EventID", event.action(), CARREL, event.action());
        }
    }

    private String outcome() {
        return switch (event.outcome()) {
            case SUCCESS -> "0";
            case DENIED -> "4";
            case FAILED -> "8";
        };
    }

    private void participant(String id, boolean requestor) throws XMLStreamException {
        open(
                "ActiveParticipant",
                Map.of("UserID", id, "UserIsRequestor", Boolean.toString(requestor)));
        if (requestor) {
            coded("RoleIDCode", "110153", DICOM, "Source Role ID");
        } else {
            coded("RoleIDCode", "110152", DICOM, "Destination Role ID");
        }
        xml.writeEndElement();
    }

    private void objects() throws XMLStreamException {
        String collection = event.collectionId();
        String patient = outgoing.patient();
        if (patient != null) {
            object(patient, "1", "1");
            coded("ParticipantObjectIDTypeCode", "2", RFC_3881, "Patient Number");
            xml.writeEndElement();
        } else if (collection != null) {
            object(collection, "2", "4");
            coded("ParticipantObjectIDTypeCode", "collection", CARREL, "Collection");
            xml.writeEndElement();
        }
        String document = event.documentId();
        if (document != null) {
            object(document, "2", "3");
            coded("ParticipantObjectIDTypeCode", "9", RFC_3881, "Report Number");
            xml.writeEndElement();
        }
        if (Interaction.of(event) == Interaction.QUERY) {
            query();
        }
        logEntry();
    }

    private void query() throws XMLStreamException {
        object(outgoing.place(), "2", "24");
        coded("ParticipantObjectIDTypeCode", "10", RFC_3881, "Search Criteria");
        String question = outgoing.question();
        if (question == null) {
            xml.writeStartElement("ParticipantObjectName");
            xml.writeCharacters(outgoing.withheld() ? "withheld" : "not known any more");
        } else {
            xml.writeStartElement("ParticipantObjectQuery");
            xml.writeCharacters(AuditEventLine.base64(question));
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void logEntry() throws XMLStreamException {
        object(outgoing.place(), "4", "13");
        coded("ParticipantObjectIDTypeCode", "entry", CARREL, "Audit log entry");
        detail("leafHash", outgoing.leaf().hex());
        for (var each : outgoing.details().entrySet()) {
            detail(each.getKey(), each.getValue());
        }
        for (var each : outgoing.personal().entrySet()) {
            detail(each.getKey(), each.getValue());
        }
        xml.writeEndElement();
    }

    private void detail(String name, String value) throws XMLStreamException {
        empty(
                "ParticipantObjectDetail",
                Map.of("type", name, "value", AuditEventLine.base64(value)));
    }

    private void object(String id, String type, String role) throws XMLStreamException {
        open(
                "ParticipantObjectIdentification",
                Map.of(
                        "ParticipantObjectID",
                        id,
                        "ParticipantObjectTypeCode",
                        type,
                        "ParticipantObjectTypeCodeRole",
                        role));
    }

    private void coded(String element, String code, String system, String text)
            throws XMLStreamException {
        empty(element, Map.of("csd-code", code, "codeSystemName", system, "originalText", text));
    }

    private void open(String element, Map<String, String> attributes) throws XMLStreamException {
        xml.writeStartElement(element);
        write(attributes);
    }

    private void empty(String element, Map<String, String> attributes) throws XMLStreamException {
        xml.writeEmptyElement(element);
        write(attributes);
    }

    private void write(Map<String, String> attributes) throws XMLStreamException {
        for (var each : new TreeMap<>(attributes).entrySet()) {
            xml.writeAttribute(each.getKey(), XmlToken.of(each.getValue()));
        }
    }
}
