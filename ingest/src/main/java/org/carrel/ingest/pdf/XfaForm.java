package org.carrel.ingest.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/**
 * Texts and data of a form in XML (XFA). Its pages are drawn by the program that shows it; in the
 * PDF stands no more than a page that asks to wait.
 */
final class XfaForm {

    private static final int MAX_LINES = 20_000;
    private static final int MAX_DEPTH = 200;

    /** Parts of the template that people read. */
    private static final List<String> TEXTS = List.of("text", "exData");

    private XfaForm() {}

    /** One line a text or value; empty when there is no such form or it is not well-formed. */
    static List<Addition> read(PDDocument document) throws IOException {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null || form.getXFA() == null) {
            return List.of();
        }
        List<Addition> lines = new ArrayList<>();
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            XMLStreamReader xml =
                    factory.createXMLStreamReader(
                            new ByteArrayInputStream(form.getXFA().getBytes()));
            read(xml, lines);
        } catch (XMLStreamException e) {
            return lines; // What came before the fault stands.
        }
        return lines;
    }

    private static void read(XMLStreamReader xml, List<Addition> lines) throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext() && lines.size() < MAX_LINES && path.size() < MAX_DEPTH) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.push(xml.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    add(path, text.toString(), lines);
                    path.pop();
                    text.setLength(0);
                }
                default -> {}
            }
        }
    }

    private static void add(Deque<String> path, String text, List<Addition> lines) {
        String element = path.getFirst();
        if (text.isBlank()) {
            return;
        }
        if (path.contains("data") && path.contains("datasets")) {
            lines.add(new Addition(element, text, null));
        } else if (path.contains("template")
                && !path.contains("script")
                && !path.contains("items")
                && (TEXTS.contains(element) || path.contains("exData"))) {
            lines.add(new Addition("", text, null));
        }
    }
}
