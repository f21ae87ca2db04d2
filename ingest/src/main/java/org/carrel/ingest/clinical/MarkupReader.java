package org.carrel.ingest.clinical;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * An XML file from its start to its end. A document type declaration is refused, so there are no
 * entities to expand and nothing to fetch.
 */
final class MarkupReader implements AutoCloseable {

    static final String CDA = "urn:hl7-org:v3";

    /** Deepest nesting; a section in a section in a section takes nine levels. */
    static final int MAX_DEPTH = 120;

    private static final int MAX_NODES = 2_000_000;
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    private final InputStream bytes;
    private final XMLStreamReader reader;
    private int nodes;
    private int depth;

    private MarkupReader(InputStream bytes, XMLStreamReader reader) {
        this.bytes = bytes;
        this.reader = reader;
    }

    /**
     * Whether the file's root element is this one, of HL7's name space or of none; what stands
     * before it is not judged.
     */
    static boolean isRoot(Path file, String name) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            XMLStreamReader reader = factory().createXMLStreamReader(bytes);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    String nameSpace = reader.getNamespaceURI();
                    return (nameSpace == null || nameSpace.equals(CDA))
                            && name.equals(reader.getLocalName());
                }
            }
            return false;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /** At the file's root element. */
    static MarkupReader open(Path file) throws IOException, XMLStreamException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            MarkupReader opened = new MarkupReader(bytes, factory().createXMLStreamReader(bytes));
            opened.next();
            while (!opened.reader.isStartElement()) {
                opened.next();
            }
            return opened;
        } catch (XMLStreamException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static XMLInputFactory factory() {
        // The JDK's own: what a library on the class path registers may have other defaults.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // The JDK counts every &amp; of a file against these, and there are no other entities here.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.entityExpansionLimit", 0);
        // Counted here, so that it has a reason of its own.
        factory.setProperty("jdk.xml.maxElementDepth", 0);
        return factory;
    }

    /** Goes to the next child of the open element and names it; null at the element's end. */
    @Nullable String nextChild() throws XMLStreamException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return name();
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                return null;
            }
        }
    }

    /** Goes into the child: its own children come next. */
    void enter() {
        deeper();
    }

    void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> {}
            }
            if (depth + open > MAX_DEPTH) {
                throw new RefusedException(RefusalReason.TOO_COMPLEX);
            }
        }
    }

    /** The whole of the child, which is then behind. */
    Markup whole() throws XMLStreamException {
        nodes = 0;
        return element();
    }

    private Markup element() throws XMLStreamException {
        deeper();
        String name = name();
        Map<String, String> attributes = attributes();
        List<Node> content = new ArrayList<>();
        StringBuilder characters = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT
                    || event == XMLStreamConstants.END_ELEMENT) {
                if (!characters.isEmpty()) {
                    content.add(new Node.Characters(characters.toString()));
                    characters.setLength(0);
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    return new Markup(name, attributes, content);
                }
                count();
                content.add(element());
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                characters.append(
                        reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
    }

    private String name() {
        String nameSpace = reader.getNamespaceURI();
        boolean known = nameSpace == null || nameSpace.equals(CDA) || nameSpace.equals(XHTML);
        return known ? reader.getLocalName() : "other:" + reader.getLocalName();
    }

    private Map<String, String> attributes() {
        if (reader.getAttributeCount() == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new RefusedException(RefusalReason.TOO_COMPLEX);
        }
    }

    private void count() {
        if (++nodes > MAX_NODES) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
    }

    private int next() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD
                || event == XMLStreamConstants.ENTITY_REFERENCE
                || event == XMLStreamConstants.END_DOCUMENT) {
            throw new RefusedException(RefusalReason.CORRUPT);
        }
        return event;
    }

    @Override
    public void close() throws IOException, XMLStreamException {
        try (bytes) {
            reader.close();
        }
    }
}
