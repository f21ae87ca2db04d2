package org.carrel.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.carrel.audit.ShownEntry.State;
import org.carrel.audit.ShownEntry.Value;
import org.carrel.compliance.Commitment;
import org.carrel.compliance.CommittedEvent;
import org.carrel.compliance.Disclosure;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.MalformedAuditException;
import org.jspecify.annotations.Nullable;

/** Opens what entries commit to, where the keys are still there. */
@ApplicationScoped
class Disclosures {

    private record Field(long sequence, String name) {}

    private final Subjects subjects;

    Disclosures(Subjects subjects) {
        this.subjects = subjects;
    }

    List<ShownEntry> of(Connection connection, List<LogEntry> entries) throws SQLException {
        Map<Field, Disclosure> opened = opened(connection, entries);
        Set<String> destroyed = destroyed(connection, entries);
        var shown = new ArrayList<ShownEntry>(entries.size());
        for (LogEntry entry : entries) {
            var values = new TreeMap<String, Value>();
            commitments(entry)
                    .forEach((name, commitment) -> {
                        Disclosure disclosure = opened.get(new Field(entry.sequence(), name));
                        boolean erased = destroyed.contains(commitment.subject());
                        values.put(name, value(name, commitment, disclosure, erased));
                    });
            shown.add(new ShownEntry(entry, values));
        }
        return shown;
    }

    /**
     * What opens the entries' commitments, as far as it is known: by fields, in the entries' order.
     */
    List<Map<String, Disclosure>> open(Connection connection, List<LogEntry> entries)
            throws SQLException {
        Map<Field, Disclosure> opened = opened(connection, entries);
        var all = new ArrayList<Map<String, Disclosure>>(entries.size());
        for (LogEntry entry : entries) {
            var disclosed = new TreeMap<String, Disclosure>();
            commitments(entry)
                    .forEach((name, commitment) -> {
                        Disclosure disclosure = opened.get(new Field(entry.sequence(), name));
                        if (disclosure != null && disclosure.opens(commitment, name)) {
                            disclosed.put(name, disclosure);
                        }
                    });
            all.add(disclosed);
        }
        return all;
    }

    private static Value value(
            String name, Commitment commitment, @Nullable Disclosure disclosure, boolean erased) {
        if (disclosure != null && disclosure.opens(commitment, name)) {
            return new Value(commitment.subject(), State.DISCLOSED, disclosure.value());
        }
        return new Value(commitment.subject(), erased ? State.ERASED : State.MISSING, null);
    }

    private Map<Field, Disclosure> opened(Connection connection, List<LogEntry> entries)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select sequence, field, sealed, id, wrapped_key from audit_personal"
                                + " join audit_subject on id = subject"
                                + " where sequence = any(?) and wrapped_key is not null")) {
            Object[] sequences = entries.stream().map(LogEntry::sequence).toArray();
            select.setArray(1, connection.createArrayOf("bigint", sequences));
            var keys = new HashMap<UUID, SubjectKey>();
            var opened = new HashMap<Field, Disclosure>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var field = new Field(rows.getLong(1), rows.getString(2));
                    Disclosure disclosure = open(rows, field.name(), keys);
                    if (disclosure != null) {
                        opened.put(field, disclosure);
                    }
                }
            }
            return opened;
        }
    }

    private @Nullable Disclosure open(ResultSet row, String field, Map<UUID, SubjectKey> keys)
            throws SQLException {
        UUID subject = row.getObject(4, UUID.class);
        try {
            SubjectKey key = keys.get(subject);
            if (key == null) {
                key = subjects.unwrap(subject, row.getBytes(5));
                keys.put(subject, key);
            }
            return key.open(row.getBytes(3), field);
        } catch (GeneralSecurityException | MalformedAuditException e) {
            return null; // Shown as missing.
        }
    }

    private static Set<String> destroyed(Connection connection, List<LogEntry> entries)
            throws SQLException {
        var concerned = new HashSet<String>();
        entries.forEach(entry ->
                commitments(entry).values().forEach(each -> concerned.add(each.subject())));
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id from audit_subject where id = any(?::uuid[])"
                                + " and destroyed_at is not null")) {
            select.setArray(1, connection.createArrayOf("text", concerned.toArray()));
            var destroyed = new HashSet<String>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    destroyed.add(rows.getString(1));
                }
            }
            return destroyed;
        }
    }

    private static Map<String, Commitment> commitments(LogEntry entry) {
        return entry.event() instanceof CommittedEvent committed ? committed.personal() : Map.of();
    }
}
