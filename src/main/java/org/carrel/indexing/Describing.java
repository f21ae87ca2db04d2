package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.carrel.document.NearDuplicates;
import org.carrel.document.StoredDocument;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.describe.Describer;
import org.carrel.ingest.describe.Description;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.ingest.describe.Guess;
import org.carrel.ingest.describe.Subject;
import org.carrel.search.Vectors;

/** Finds out what a version is and which others it is like, from what indexing has at hand. */
@ApplicationScoped
class Describing {

    private final Describer describer = new Describer();
    private final DocumentTypes types;
    private final NearDuplicates duplicates;

    Describing(DocumentTypes types, NearDuplicates duplicates) {
        this.types = types;
        this.duplicates = duplicates;
    }

    Findings of(StoredDocument document, Extracted extracted, Vectors vectors) {
        Description byRules = describer.describe(Subject.of(document.name(), extracted));
        return new Findings(
                withType(byRules, types.choose(byRules.types(), extracted.passages(), vectors)),
                duplicates.signature(document.collectionId(), extracted.text()));
    }

    private static Description withType(Description description, Guess<DocumentType> type) {
        List<Guess<DocumentType>> types = new ArrayList<>(description.types());
        types.removeIf(each -> each.value() == type.value());
        types.addFirst(type);
        return new Description(
                types,
                description.date(),
                description.parties(),
                description.patient(),
                description.identifiers(),
                description.birthDate(),
                description.language());
    }
}
