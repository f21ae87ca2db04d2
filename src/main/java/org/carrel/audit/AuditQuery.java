package org.carrel.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which entries to read, newest first.
 *
 * @param conditions all of which hold
 * @param limit most entries
 */
record AuditQuery(List<Condition> conditions, int limit) {

    /**
     * A comparison of a column with a value.
     *
     * @param sql column and operator, never anything that a caller said
     * @param value as JDBC takes it
     */
    record Condition(String sql, Object value) {}

    AuditQuery {
        conditions = List.copyOf(conditions);
    }

    String sql() {
        String where =
                conditions.stream()
                        .map(condition -> condition.sql() + " ?")
                        .collect(Collectors.joining(" and "));
        return "select * from audit_entry"
                + (where.isEmpty() ? "" : " where " + where)
                + " order by sequence desc limit ?";
    }

    void bind(PreparedStatement select) throws SQLException {
        int index = 1;
        for (Condition condition : conditions) {
            select.setObject(index++, condition.value());
        }
        select.setInt(index, limit);
    }
}
