package org.carrel.ingest.tika;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.Heading;
import org.carrel.ingest.Outline;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.ingest.Span;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Reads files in this process, as the extraction child does in its own. */
final class Reading {

    private static final TikaReader READER = new TikaReader();

    private final Path folder;
    private @Nullable String password;
    private List<String> languages = List.of();
    private Transcript.Limits limits = new Transcript.Limits(1_000_000, 100, 10_000_000);

    Reading(Path folder) {
        this.folder = folder;
    }

    Reading withPassword(String given) {
        password = given;
        return this;
    }

    Reading withRecognition() {
        languages = List.of("eng");
        return this;
    }

    Reading withLimits(Transcript.Limits given) {
        limits = given;
        return this;
    }

    Transcript of(String name, byte[] bytes) throws Exception {
        return of(name, Files.write(Files.createTempFile(folder, "source", ".bin"), bytes));
    }

    Transcript sample(String name) throws Exception {
        return of(name, Path.of("samples", name));
    }

    private Transcript of(String name, Path file) throws Exception {
        Path attachments = Files.createTempDirectory(folder, "attachments");
        Transcript into = new Transcript(attachments, limits, (stage, done, total) -> {});
        String type = type(name, file);
        READER.read(new Source(file, name, type, password, languages, folder), into);
        return into;
    }

    static String type(String name, Path file) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (TikaInputStream stream = TikaInputStream.get(file)) {
            return TikaConfig.getDefaultConfig()
                    .getDetector()
                    .detect(stream, metadata)
                    .getBaseType()
                    .toString();
        }
    }

    static String text(Transcript read) {
        return read.text().text();
    }

    static List<String> names(Transcript read) {
        return read.attachments().stream().map(Attachment::name).toList();
    }

    static byte[] attached(Transcript read, int index) throws IOException {
        return Files.readAllBytes(read.attachments().get(index).bytes());
    }

    static List<Passage> passages(Transcript read) {
        String text = text(read);
        List<Span> furniture = read.text().furniture();
        List<Heading> headings =
                Outline.of(text, read.text().pages(), read.text().headings(), furniture);
        return Passages.of(text, read.text().pages(), headings, furniture);
    }

    /** The labels of the headings with a text of their own. */
    static List<String> headings(Transcript read) {
        return read.text().headings().stream()
                .filter(heading -> heading.end() > heading.start())
                .map(Heading::label)
                .toList();
    }

    static List<String> furniture(Transcript read) {
        String text = text(read);
        return read.text().furniture().stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
