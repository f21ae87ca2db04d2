package org.carrel.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Gives another feature the text of a version, for a caller who may read it. */
@ApplicationScoped
public class ReadableTexts {

    private final Reading reading;
    private final VersionRepository versions;
    private final DocumentFiles files;

    ReadableTexts(Reading reading, VersionRepository versions, DocumentFiles files) {
        this.reading = reading;
        this.versions = versions;
        this.files = files;
    }

    /** A version that may be read and has a text, which is not opened yet. */
    public final class Opened {
        private final Revision revision;
        private final ReadableCollections scope;

        private Opened(Revision revision, ReadableCollections scope) {
            this.revision = revision;
            this.scope = scope;
        }

        /** The rights by which it is read. */
        public ReadableCollections scope() {
            return scope;
        }

        /** Decrypts the text. It is held as a whole: some two megabytes for 300 pages. */
        public ReadableText text() {
            DocumentEntity document = revision.document();
            VersionEntity version = revision.version();
            try {
                return new ReadableText(
                        document.collectionId,
                        document.id,
                        version.name,
                        version.version,
                        document.version,
                        document.type,
                        Integer.valueOf(version.version).equals(document.searchableVersion),
                        files.text(StoredDocument.from(revision)),
                        versions.passages(document.id, version.version).stream()
                                .map(each ->
                                        new ReadableText.Place(each.page, each.start, each.end))
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException("the text of document " + document.id, e);
            }
        }
    }

    /**
     * Finds a version and records under {@code action} that it is read, or that it was refused.
     * Call it outside a transaction.
     *
     * @param version null for the latest
     * @throws org.carrel.problem.ProblemException not-found when it is not there or not for them;
     *     conflict when it has no text, being in work or set aside
     */
    public Opened open(
            ReadableCollections scope, UUID document, @Nullable Integer version, String action) {
        Reading.Granted granted = reading.granted(scope, document, version, action);
        Revision revision = granted.revision();
        VersionEntity found = revision.version();
        Integer readable = revision.document().searchableVersion;
        if (!found.state.equals(VersionEntity.INDEXED)) {
            throw Problems.conflict(
                    "Version "
                            + found.version
                            + " has no text: it is "
                            + found.state
                            + (readable == null ? "." : "; version " + readable + " can be read."));
        }
        return new Opened(revision, granted.scope());
    }
}
