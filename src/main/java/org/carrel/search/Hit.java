package org.carrel.search;

import java.util.UUID;

/**
 * A passage that was found.
 *
 * @param page from 1
 * @param start first UTF-16 index in the document's extracted text
 * @param end index after the last
 * @param text the extracted text at that range, exactly
 * @param path the headings that it stands under, outermost first; empty under none
 * @param score of the fusion by reciprocal rank; only its order means anything
 * @param similarity cosine of the question's and the passage's vectors by the model that comes with
 *     Carrel, -1 to 1, whatever encoder found it
 * @param holding of the place or record that the question names
 */
public record Hit(
        UUID collectionId,
        UUID documentId,
        String documentName,
        int version,
        int page,
        int start,
        int end,
        String text,
        String path,
        double score,
        double similarity,
        Holding holding) {

    Hit withSimilarity(double cosine) {
        return new Hit(
                collectionId,
                documentId,
                documentName,
                version,
                page,
                start,
                end,
                text,
                path,
                score,
                cosine,
                holding);
    }
}
