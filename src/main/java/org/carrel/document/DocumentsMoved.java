package org.carrel.document;

import java.util.List;
import java.util.UUID;

/**
 * Documents have moved to another collection; fired in the transaction that moved them.
 *
 * @param by the subject of who moved them
 * @param documents in the order of their depth
 * @param superseded versions of them that searches find only when asked for all
 */
public record DocumentsMoved(
        UUID from, UUID to, String by, List<UUID> documents, List<Superseded> superseded) {

    public DocumentsMoved {
        documents = List.copyOf(documents);
        superseded = List.copyOf(superseded);
    }
}
