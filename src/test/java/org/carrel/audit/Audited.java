package org.carrel.audit;

import io.quarkus.arc.Arc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** The log as tests of other features see it. */
public final class Audited {

    private static final int MOST = 500;

    private Audited() {}

    /**
     * An entry.
     *
     * @param details but for the request that it belongs to
     * @param personal what is disclosed
     */
    public record Seen(
            @Nullable String actor,
            String outcome,
            @Nullable String collectionId,
            Map<String, String> details,
            Map<String, String> personal) {}

    /** Has all that was recorded in the table {@code audit_entry}. */
    public static void sequence() {
        Arc.container().instance(Sequencer.class).get().drain();
    }

    /** The newest entries of an action, newest first. */
    public static List<Seen> entries(String action) {
        var query =
                new AuditQuery(null, List.of(new AuditQuery.Condition("action =", action)), MOST);
        return Arc.container().instance(AuditReader.class).get().newest(query).stream()
                .map(Audited::seen)
                .toList();
    }

    private static Seen seen(ShownEntry shown) {
        LoggedEvent event = shown.entry().event();
        var details = new TreeMap<>(event.details());
        details.remove(CurrentRequest.DETAIL);
        var personal = new TreeMap<String, String>();
        shown.personal()
                .forEach((field, value) -> {
                    if (value.value() != null) {
                        personal.put(field, value.value());
                    }
                });
        return new Seen(
                shown.actor(), event.outcome().name(), event.collectionId(), details, personal);
    }
}
