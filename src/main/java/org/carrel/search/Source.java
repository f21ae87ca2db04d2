package org.carrel.search;

import java.util.UUID;

/** Which version of which document passages come from. */
public record Source(UUID collection, UUID document, int version, About about) {

    /** In a history index. */
    String edition() {
        return document + "/" + version;
    }
}
