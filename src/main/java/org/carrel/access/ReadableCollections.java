package org.carrel.access;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The collections that one caller may read, now. Only {@link Access} makes these. */
public final class ReadableCollections {

    private final Caller caller;
    private final Map<UUID, Right> rights;

    /** Access in an emergency, which ends. */
    public record Emergency(UUID id, Instant endsAt) {}

    /**
     * What is known of a collection that may be read.
     *
     * @param root the collection that this one is a part of; itself where it is whole
     * @param breakGlass the emergency access without which it could not be read; null without
     * @param steward whether the caller may change who reads it
     */
    record Right(UUID root, boolean patient, @Nullable Emergency breakGlass, boolean steward) {

        static Right plain(UUID collection) {
            return new Right(collection, false, null, false);
        }
    }

    ReadableCollections(Caller caller, Map<UUID, Right> rights) {
        this.caller = caller;
        this.rights = Map.copyOf(rights);
    }

    /** For whom it was decided. */
    public Caller caller() {
        return caller;
    }

    /** All of them: the parts of a collection that enclose restricted documents count apart. */
    public Set<UUID> ids() {
        return rights.keySet();
    }

    /** Those that are no part of another. */
    public Set<UUID> roots() {
        return rights.values().stream().map(Right::root).collect(Collectors.toUnmodifiableSet());
    }

    /** The one collection, with or without parts, where there is just one. */
    public @Nullable UUID only() {
        Set<UUID> roots = roots();
        return roots.size() == 1 ? roots.iterator().next() : null;
    }

    public boolean contains(UUID collection) {
        return rights.containsKey(collection);
    }

    /** The collection that a readable one is a part of; that one itself where it is no part. */
    public UUID root(UUID collection) {
        Right right = rights.get(collection);
        return right == null ? collection : right.root();
    }

    /** Whether it is a part that encloses restricted documents. */
    public boolean isEnclosure(UUID collection) {
        return !root(collection).equals(collection);
    }

    /** Whether the caller may change who reads it. */
    public boolean isSteward(UUID collection) {
        return right(collection).steward();
    }

    /** The emergency access by which it can be read; null where none is needed. */
    public @Nullable Emergency breakGlass(UUID collection) {
        return right(collection).breakGlass();
    }

    /** Just these, with the parts of them that may be read. */
    public ReadableCollections narrowed(Collection<UUID> wanted) {
        Map<UUID, Right> kept = new HashMap<>();
        rights.forEach((id, right) -> {
            if (wanted.contains(id) || wanted.contains(right.root())) {
                kept.put(id, right);
            }
        });
        return new ReadableCollections(caller, kept);
    }

    boolean anyPatients() {
        return rights.values().stream().anyMatch(Right::patient);
    }

    /** As read by the emergency access that some of them need, if any. */
    ReadableCollections withBreakGlass() {
        UUID emergency =
                rights.values().stream()
                        .map(Right::breakGlass)
                        .filter(each -> each != null)
                        .map(Emergency::id)
                        .findFirst()
                        .orElse(null);
        return new ReadableCollections(caller.by(emergency), rights);
    }

    private Right right(UUID collection) {
        Right right = rights.get(collection);
        if (right == null) {
            throw new IllegalArgumentException("not readable: " + collection);
        }
        return right;
    }
}
