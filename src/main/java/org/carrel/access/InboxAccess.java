package org.carrel.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/**
 * What the watched folder may add to. It acts for whoever may write to that folder on the server's
 * machine, so it may add to the collection whose name the folder has, and read nothing.
 */
@ApplicationScoped
public class InboxAccess {

    /** The watched folder in the audit log; no person has such a subject. */
    public static final String ACTOR = "inbox";

    private static final Caller INBOX = new Caller(ACTOR, "Watched folder", Set.of(), null);

    private final CollectionRepository collections;

    InboxAccess(CollectionRepository collections) {
        this.collections = collections;
    }

    /** The collections of exactly this name: none, one, or several, of which none is meant. */
    @Transactional
    public List<WritableCollection> named(String name) {
        return collections.named(name).stream()
                .map(collection -> new WritableCollection(INBOX, collection.id))
                .toList();
    }
}
