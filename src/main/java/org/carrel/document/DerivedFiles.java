package org.carrel.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.carrel.document.DocumentFiles.Kind;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.Extraction.Extracted;

/** What belongs to a version beside its original, each in an encrypted file of its own. */
@ApplicationScoped
public class DerivedFiles {

    private final DocumentFiles files;
    private final ObjectMapper json;

    DerivedFiles(DocumentFiles files, ObjectMapper json) {
        this.files = files;
        this.json = json;
    }

    /**
     * Keeps what extraction gave, in place of what an earlier one gave; durable on return.
     *
     * @throws IOException when it cannot be written
     */
    public void keep(StoredDocument document, Extracted extracted) throws IOException {
        files.keepText(document, StoredText.of(extracted));
        if (extracted.words().isEmpty()) {
            files.remove(document, Kind.LAYOUT);
        } else {
            StoredLayout layout = new StoredLayout(extracted.pages(), extracted.words());
            files.keep(document, Kind.LAYOUT, layout::writeTo);
        }
        ClinicalRecord clinical = extracted.clinical();
        if (clinical == null) {
            files.remove(document, Kind.RECORD);
        } else {
            files.keep(document, Kind.RECORD, out -> json.writeValue(out, clinical));
        }
    }

    /** Where the words stand on the pages; empty for a document whose pages cannot be shown. */
    public Optional<StoredLayout> layout(StoredDocument document) throws IOException {
        if (!files.has(document, Kind.LAYOUT)) {
            return Optional.empty();
        }
        try (InputStream in = Channels.newInputStream(files.open(document, Kind.LAYOUT))) {
            return Optional.of(StoredLayout.read(in));
        }
    }

    /** What a structured clinical file states; empty for every other. */
    public Optional<ClinicalRecord> record(StoredDocument document) throws IOException {
        if (!files.has(document, Kind.RECORD)) {
            return Optional.empty();
        }
        try (InputStream in = Channels.newInputStream(files.open(document, Kind.RECORD))) {
            return Optional.of(json.readValue(in, ClinicalRecord.class));
        }
    }

    void keepPassword(StoredDocument document, String password) throws IOException {
        files.keep(
                document,
                Kind.PASSWORD,
                out -> out.write(password.getBytes(StandardCharsets.UTF_8)));
    }

    /** The password that a person gave for this version. It is kept: the original stays locked. */
    public Optional<String> password(StoredDocument document) throws IOException {
        if (!files.has(document, Kind.PASSWORD)) {
            return Optional.empty();
        }
        try (InputStream in = Channels.newInputStream(files.open(document, Kind.PASSWORD))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
