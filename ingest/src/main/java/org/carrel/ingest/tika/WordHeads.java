package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.carrel.ingest.transcript.TextBuilder;

/**
 * The running heads and feet of a Word file. Tika writes them among the paragraphs, again for each
 * section and with nothing that tells them apart, so they are read here: each text once, heads
 * before the document and feet after it.
 */
final class WordHeads {

    private static final Pattern WORD =
            Pattern.compile(
                    "application/(?:vnd\\.openxmlformats-officedocument\\.wordprocessingml\\."
                            + "|vnd\\.ms-word\\.(?:document|template)\\.macroenabled).*"
                            + "|application/x-tika-ooxml-protected");
    private static final Pattern HEADER = Pattern.compile("word/header\\d*\\.xml");
    private static final Pattern FOOTER = Pattern.compile("word/footer\\d*\\.xml");
    private static final WordHeads NONE = new WordHeads(false, Set.of(), Set.of());
    private static final int MAX_PART_BYTES = 2_000_000;

    private final boolean known;
    private final Set<String> headers;
    private final Set<String> footers;

    private WordHeads(boolean known, Set<String> headers, Set<String> footers) {
        this.known = known;
        this.headers = headers;
        this.footers = footers;
    }

    static WordHeads of(Path file, String mediaType) {
        if (!WORD.matcher(mediaType).matches()) {
            return NONE;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("word/document.xml") == null) {
                return NONE;
            }
            return new WordHeads(true, texts(zip, HEADER), texts(zip, FOOTER));
        } catch (IOException | XMLStreamException e) {
            return NONE; // For the parser to judge.
        }
    }

    /** Whether the parser can leave them out. */
    boolean areKnown() {
        return known;
    }

    void writeHeaders(TextBuilder out) {
        write(headers, out);
    }

    void writeFooters(TextBuilder out) {
        write(footers, out);
    }

    private static void write(Set<String> texts, TextBuilder out) {
        for (String text : texts) {
            out.paragraph();
            out.startFurniture();
            out.append(text);
            out.endFurniture();
            out.paragraph();
        }
    }

    private static Set<String> texts(ZipFile zip, Pattern names)
            throws IOException, XMLStreamException {
        Set<String> texts = new LinkedHashSet<>();
        List<ZipEntry> parts = new ArrayList<>(Collections.list(zip.entries()));
        for (ZipEntry part : parts) {
            if (names.matcher(part.getName()).matches()) {
                try (InputStream in = new BoundedBytes(zip.getInputStream(part), MAX_PART_BYTES)) {
                    String text = text(in).strip();
                    if (!text.isEmpty()) {
                        texts.add(text);
                    }
                }
            }
        }
        return texts;
    }

    /** The words of {@code w:t}; deleted ones are in {@code w:delText}. */
    private static String text(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    String name = xml.getLocalName();
                    inside = name.equals("t");
                    if (name.equals("tab") || name.equals("br") || name.equals("tc")) {
                        text.append(' ');
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    inside = false;
                    if (xml.getLocalName().equals("p")) {
                        text.append('\n');
                    }
                }
                case XMLStreamReader.CHARACTERS -> {
                    if (inside) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        return text.toString();
    }
}
