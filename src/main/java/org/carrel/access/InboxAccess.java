package org.carrel.access;

import jakarta.enterprise.context.ApplicationScoped;
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

    private final Memberships memberships;

    InboxAccess(Memberships memberships) {
        this.memberships = memberships;
    }

    /** The collections of exactly this name: none, one, or several, of which none is meant. */
    public List<WritableCollection> named(String name) {
        return memberships.named(name).stream()
                .map(collection -> new WritableCollection(INBOX, collection))
                .toList();
    }
}
