package org.carrel.audit.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.carrel.compliance.AuditEvent.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** DICOM audit messages, held against the schema of PS3.15 in the edition of 2017c. */
class AtnaMessageTest {

    private static Schema schema;

    @BeforeAll
    static void load() throws Exception {
        schema =
                SchemaFactory.newDefaultInstance()
                        .newSchema(
                                AtnaMessageTest.class
                                        .getClassLoader()
                                        .getResource("dicom2017c.xsd"));
    }

    static Stream<OutgoingEntry> entries() {
        Stream<OutgoingEntry> known =
                Samples.ACTIONS.stream()
                        .flatMap(action ->
                                Stream.of(true, false)
                                        .map(patient -> Samples.outgoing(action, patient)));
        Stream<OutgoingEntry> ended =
                Stream.of(Outcome.values())
                        .map(outcome -> Samples.event("document.read", outcome, null, null))
                        .map(event -> Samples.outgoing(event, false, true));
        Stream<OutgoingEntry> named =
                Stream.of(Samples.outgoing(Samples.named("document.text"), true, false));
        return Stream.of(known, ended, named, Samples.HOSTILE.stream().map(Samples::hostile))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyMessageIsByTheSchema(OutgoingEntry entry) throws Exception {
        schema.newValidator().validate(new StreamSource(new StringReader(AtnaMessage.of(entry))));
    }

    @Test
    void aQuestionOverAPatientIsAQueryWithTheTextAndThePatient() throws Exception {
        Document message = read(AtnaMessage.of(Samples.outgoing("answer.evidence", true)));
        assertEquals("110112", only(message, "EventID").getAttribute("csd-code"));
        String query = only(message, "ParticipantObjectQuery").getTextContent();
        assertEquals(
                Samples.QUESTION,
                new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8));
        Element patient =
                (Element) message.getElementsByTagName("ParticipantObjectIdentification").item(0);
        assertEquals(Samples.COLLECTION, patient.getAttribute("ParticipantObjectID"));
        assertEquals("1", patient.getAttribute("ParticipantObjectTypeCodeRole"));
    }

    @Test
    void eventsAreToldApart() throws Exception {
        for (var each :
                List.of(
                        List.of("audit.read", "110101"),
                        List.of("access.denied", "110113"),
                        List.of("document.content", "110110"))) {
            Document message = read(AtnaMessage.of(Samples.outgoing(each.get(0), true)));
            assertEquals(each.get(1), only(message, "EventID").getAttribute("csd-code"));
            assertEquals(each.get(0), only(message, "EventTypeCode").getAttribute("csd-code"));
        }
    }

    private static Element only(Document message, String name) {
        assertEquals(1, message.getElementsByTagName(name).getLength());
        return (Element) message.getElementsByTagName(name).item(0);
    }

    private static Document read(String xml) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
        parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
