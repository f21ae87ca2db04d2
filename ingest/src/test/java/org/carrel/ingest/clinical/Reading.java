package org.carrel.ingest.clinical;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.ClinicalRecord.Item;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/** Reads a file in this process, as the extraction child does in its own. */
final class Reading {

    private static final List<DocumentReader> READERS =
            List.of(new CcdaReader(), new Hl7Reader(), new FhirReader());

    private Reading() {}

    static Source source(Path file, String mediaType) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return new Source(file, name, mediaType, null, List.of(), Path.of("none"));
    }

    /** By the one reader that says it reads the file. */
    static Transcript of(Path file, String mediaType) throws Exception {
        Source source = source(file, mediaType);
        Transcript transcript = transcript();
        for (DocumentReader reader : READERS) {
            if (reader.reads(source)) {
                reader.read(source, transcript);
                return transcript;
            }
        }
        throw new IllegalArgumentException("no reader for " + file);
    }

    static Transcript transcript() throws Exception {
        return new Transcript(
                Files.createTempDirectory("attachments"),
                new Transcript.Limits(20_000_000, 100, 100_000_000),
                (stage, done, total) -> {});
    }

    static ClinicalRecord record(Transcript transcript) {
        return Objects.requireNonNull(transcript.clinical(), "no record");
    }

    /** Items whose range does not say their name. */
    static List<Item> unanchored(Transcript transcript) {
        String text = transcript.text().text();
        return record(transcript).items().stream().filter(item -> !isAnchored(item, text)).toList();
    }

    private static boolean isAnchored(Item item, String text) {
        return item.start() >= 0
                && item.start() < item.end()
                && item.end() <= text.length()
                && !item.name().isBlank()
                && text.substring(item.start(), item.end())
                        .toLowerCase(Locale.ROOT)
                        .contains(item.name().toLowerCase(Locale.ROOT));
    }
}
