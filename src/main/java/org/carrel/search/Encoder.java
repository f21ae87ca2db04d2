package org.carrel.search;

import org.carrel.models.EmbeddingModel;

/**
 * A model that passages are found by.
 *
 * @param id of its indexes: empty for the model that comes with Carrel, else sixteen hexadecimal
 *     digits of the SHA-256 of what the model was made from
 * @param name by which it is activated
 * @param model opened
 */
public record Encoder(String id, String name, EmbeddingModel model) {

    private static final int DIGITS = 16;

    /** Its indexes lie where those of the only encoder lay before there were others. */
    static final String SHIPPED = "";

    static String id(String sha256) {
        return sha256.substring(0, DIGITS);
    }

    boolean isShipped() {
        return id.equals(SHIPPED);
    }
}
