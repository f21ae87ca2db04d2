package org.carrel.collection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.carrel.access.StewardedCollection;

/**
 * Parts of collections that enclose restricted documents. A part is a collection of its own, with
 * members and an index of its own; so what lies in it changes nothing for who is no member of it,
 * by the same construction that keeps collections apart (docs/adr/0029).
 */
@ApplicationScoped
@Transactional
public class Enclosures {

    /** Who may read restricted documents. */
    public record Reader(Principal principal, String reason, Instant since) {}

    private final CollectionRepository collections;
    private final Members members;

    Enclosures(CollectionRepository collections, Members members) {
        this.collections = collections;
        this.members = members;
    }

    /**
     * Makes one. Its readers are the caller and those named, as far as they read the whole
     * collection.
     *
     * @return its id
     */
    public UUID open(StewardedCollection whole, Collection<Principal> readers, String reason) {
        CollectionEntity around = collections.byId(whole.id()).orElseThrow();
        CollectionEntity enclosure = new CollectionEntity();
        enclosure.id = UUID.randomUUID();
        enclosure.name = around.name;
        enclosure.kind = around.kind;
        enclosure.within = around.id;
        enclosure.createdBy = whole.caller().subject();
        enclosure.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        collections.insert(enclosure);
        admit(enclosure.id, whole, readers, reason);
        return enclosure.id;
    }

    /** Puts these readers in the place of those that it had. */
    public void readmit(
            UUID enclosure,
            StewardedCollection whole,
            Collection<Principal> readers,
            String reason) {
        collections.endAll(enclosure);
        admit(enclosure, whole, readers, reason);
    }

    /** Who is let into it, and why. */
    public List<Reader> readers(UUID enclosure) {
        return collections.members(enclosure).stream()
                .map(each ->
                        new Reader(
                                new Principal(each.principalKind, each.principal),
                                each.reason,
                                each.grantedAt))
                .toList();
    }

    /** Lets nobody into it any more. */
    public void close(UUID enclosure) {
        collections.endAll(enclosure);
    }

    private void admit(
            UUID enclosure,
            StewardedCollection whole,
            Collection<Principal> readers,
            String reason) {
        Members.Terms terms = new Members.Terms(false, reason, null);
        Principal caller = new Principal(Principal.SUBJECT, whole.caller().subject());
        members.put(enclosure, caller, terms, whole.caller());
        readers.forEach(each -> members.put(enclosure, each.checked(), terms, whole.caller()));
    }
}
