package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.carrel.document.StoredDocument;
import org.carrel.metadata.Known;
import org.carrel.metadata.Metadata;
import org.carrel.search.About;

/**
 * What a document is called by in the index: the same from every path that indexes it, because it
 * comes from what counts at that moment (a person's word before a guess) and from the stored text.
 */
@ApplicationScoped
class Abouts {

    private final Metadata metadata;

    Abouts(Metadata metadata) {
        this.metadata = metadata;
    }

    /** In the caller's transaction, after the guesses are entered. */
    About of(StoredDocument document, String text) {
        Known known = metadata.known(document.id());
        List<String> people = new ArrayList<>(known.parties());
        if (known.patient() != null) {
            people.add(known.patient());
        }
        return new About(
                document.name(),
                known.type(),
                people,
                known.identifiers(),
                known.date(),
                About.opening(text));
    }
}
