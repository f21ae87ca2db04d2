package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read, newest first.
 *
 * @param actor who acted; null for anybody
 * @param conditions all of which hold
 * @param limit most entries
 */
record AuditQuery(@Nullable String actor, List<Condition> conditions, int limit) {

    /**
     * A comparison of a column with a value.
     *
     * @param sql column and operator, never anything that a caller said
     * @param value as JDBC takes it
     */
    record Condition(String sql, Object value) {}

    private static final String BY_ACTOR =
            "sequence in (select sequence from audit_personal where field = '"
                    + Committing.ACTOR
                    + "' and subject = ?"
                    + " union all select sequence from audit_entry where actor = ?)";

    AuditQuery {
        conditions = List.copyOf(conditions);
    }

    /** The subject that the actor is known by in form 2, if there is one. */
    @Nullable UUID subject(Connection connection, Subjects subjects) throws SQLException {
        return actor == null
                ? null
                : subjects.find(connection, new Subjects.Name(Subjects.Kind.ACTOR, actor));
    }

    /**
     * The newest entries.
     *
     * @param subject as {@link #subject} says
     */
    PreparedStatement prepare(Connection connection, @Nullable UUID subject) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(
                        "select * from audit_entry where "
                                + where()
                                + " order by sequence desc limit ?");
        select.setInt(bind(select, subject), limit);
        return select;
    }

    /**
     * The entries after one, with their stored leaf hashes, in the log's order.
     *
     * @param subject as {@link #subject} says
     * @param last sequence, inclusive
     */
    PreparedStatement prepareAfter(
            Connection connection, @Nullable UUID subject, long after, long last, int most)
            throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(
                        "select *, "
                                + Nodes.LEAF_HASH
                                + " from audit_entry where "
                                + where()
                                + " and sequence > ? and sequence <= ?"
                                + " order by sequence limit ?");
        int index = bind(select, subject);
        select.setLong(index++, after);
        select.setLong(index++, last);
        select.setInt(index, most);
        return select;
    }

    private int bind(PreparedStatement select, @Nullable UUID subject) throws SQLException {
        int index = 1;
        if (actor != null) {
            select.setObject(index++, subject, Types.OTHER);
            select.setString(index++, actor);
        }
        for (Condition condition : conditions) {
            select.setObject(index++, condition.value());
        }
        return index;
    }

    private String where() {
        var all = new ArrayList<String>();
        all.add("true");
        if (actor != null) {
            all.add(BY_ACTOR);
        }
        conditions.forEach(condition -> all.add(condition.sql() + " ?"));
        return String.join(" and ", all);
    }
}
