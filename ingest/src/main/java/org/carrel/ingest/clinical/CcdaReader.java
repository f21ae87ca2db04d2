package org.carrel.ingest.clinical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * C-CDA, and any other HL7 CDA R2 document: who it is about, then each section as its author wrote
 * it, then what only the section's coded entries say. One section is in memory at a time.
 */
public final class CcdaReader implements DocumentReader {

    private static final Set<String> ENDINGS = Set.of(".xml", ".cda", ".ccda");

    @Override
    public boolean reads(Source source) throws IOException {
        String name = source.name().toLowerCase(Locale.ROOT);
        boolean xml =
                source.mediaType().endsWith("/xml")
                        || source.mediaType().endsWith("+xml")
                        || ENDINGS.stream().anyMatch(name::endsWith);
        return xml && MarkupReader.isRoot(source.file(), "ClinicalDocument");
    }

    /**
     * @throws RefusedException CORRUPT for what is no XML, or declares a document type; TOO_COMPLEX
     *     when it is nested too deeply; TOO_LARGE when there are more statements than are kept
     */
    @Override
    public void read(Source source, Transcript into) throws IOException {
        try (MarkupReader reader = MarkupReader.open(source.file())) {
            new Document(reader, into).read();
        } catch (XMLStreamException e) {
            throw (RefusedException) new RefusedException(RefusalReason.CORRUPT).initCause(e);
        }
    }

    /** One document under way. */
    private static final class Document {

        private final MarkupReader reader;
        private final Transcript into;
        private final TextBuilder out;
        private final RecordBuilder items = new RecordBuilder();
        private final Places places = new Places();
        private final Anchors anchors;
        private final List<Markup> header = new ArrayList<>();

        Document(MarkupReader reader, Transcript into) {
            this.reader = reader;
            this.into = into;
            this.out = into.text();
            this.anchors = new Anchors(out, places, items);
        }

        void read() throws XMLStreamException, IOException {
            boolean headed = false;
            for (String name = reader.nextChild(); name != null; name = reader.nextChild()) {
                if (!name.equals("component")) {
                    header.add(reader.whole());
                    continue;
                }
                if (!headed) {
                    headed = true;
                    writeHeader();
                }
                body();
            }
            if (!headed) {
                writeHeader();
            }
            items.finish(into);
        }

        private void writeHeader() {
            CdaHeader whole = new CdaHeader(header, new CdaValues(places));
            whole.write(out, anchors, items);
            into.properties(whole.properties());
        }

        private void body() throws XMLStreamException, IOException {
            reader.enter();
            for (String name = reader.nextChild(); name != null; name = reader.nextChild()) {
                switch (name) {
                    case "structuredBody" -> sections(1);
                    case "nonXMLBody" -> Encapsulated.write(reader.whole().at("text"), into);
                    default -> reader.skip();
                }
            }
        }

        /** The components of the open element. */
        private void sections(int level) throws XMLStreamException, IOException {
            reader.enter();
            for (String name = reader.nextChild(); name != null; name = reader.nextChild()) {
                if (name.equals("component")) {
                    component(level);
                } else {
                    reader.skip();
                }
            }
        }

        private void component(int level) throws XMLStreamException, IOException {
            reader.enter();
            for (String name = reader.nextChild(); name != null; name = reader.nextChild()) {
                if (name.equals("section")) {
                    reader.enter();
                    new Section(level).read();
                } else {
                    reader.skip();
                }
            }
        }

        /** One section under way. */
        private final class Section {

            private final int level;
            private final List<Place> lines = new ArrayList<>();
            private final List<Statement> statements = new ArrayList<>();
            private final List<String> others = new ArrayList<>();
            private Markup code = Markup.NOTHING;
            private @Nullable String title;
            private boolean headed;

            Section(int level) {
                this.level = level;
            }

            void read() throws XMLStreamException, IOException {
                for (String name = reader.nextChild(); name != null; name = reader.nextChild()) {
                    switch (name) {
                        case "code" -> code = reader.whole();
                        case "title" -> title = Plain.orNull(reader.whole().text());
                        case "text" -> {
                            writeHeading();
                            lines.addAll(new Narrative(out, places).write(reader.whole()));
                        }
                        case "entry" -> entry(reader.whole());
                        case "component" -> {
                            settle();
                            component(level + 1);
                        }
                        default -> reader.skip();
                    }
                }
                settle();
            }

            private void entry(Markup entry) throws IOException {
                List<Statement> found = CdaEntries.of(entry, code.attribute("code"), places);
                statements.addAll(found);
                if (found.isEmpty() && lines.isEmpty()) {
                    others.addAll(CdaEntries.lines(entry, places));
                }
                for (Markup media :
                        entry.all().filter(each -> each.is("observationMedia")).toList()) {
                    Encapsulated.write(media.at("value"), into);
                }
            }

            /** What the entries say that the narrative does not, before a section within begins. */
            private void settle() {
                writeHeading();
                anchors.settle(lines, statements);
                statements.clear();
                for (String line : others) {
                    out.line();
                    out.append(line);
                }
                others.clear();
            }

            private void writeHeading() {
                if (headed) {
                    return;
                }
                headed = true;
                String name = title == null ? code.attribute("displayName") : title;
                if (name != null) {
                    out.startHeading(level);
                    out.append(Plain.of(name));
                    out.endHeading();
                }
            }
        }
    }
}
