package org.carrel.access;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes for tests and benchmarks what only {@link Access} makes in the server. */
public final class Scopes {

    private Scopes() {}

    /** A caller with the role {@code legal} who may read just these. */
    public static ReadableCollections of(Collection<UUID> collections) {
        Caller caller = new Caller("bench", "Bench", Set.of("legal"), null);
        return new ReadableCollections(
                caller,
                collections.stream()
                        .distinct()
                        .collect(Collectors.toMap(each -> each, ReadableCollections.Right::plain)));
    }
}
