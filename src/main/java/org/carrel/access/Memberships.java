package org.carrel.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.ReadableCollections.Emergency;
import org.carrel.access.ReadableCollections.Right;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was granted as it stands in PostgreSQL: nothing is cached, so a revocation is at once.
 * The end of a right is judged by PostgreSQL's clock.
 */
@ApplicationScoped
class Memberships {

    // A wall bars whoever it names, whatever else they hold. A part of a collection is read by who
    // is a member of both; emergency access opens no part.
    private static final String READABLE =
            """
            with named as (select * from unnest(?::text[], ?::text[]) as named(kind, principal)),
            member as (
                select m.collection_id, bool_or(m.steward) as steward
                  from membership m join named n on n.kind = m.principal_kind and n.principal = m.principal
                 where m.ends_at is null or m.ends_at > now()
                 group by m.collection_id),
            emergency as (
                select distinct on (b.collection_id) b.collection_id, b.id, b.ends_at
                  from break_glass b
                 where b.subject = ? and b.ended_at is null and b.ends_at > now()
                   and b.collection_id not in (select collection_id from member)
                 order by b.collection_id, b.ends_at desc),
            held as (
                select collection_id, steward, null::uuid as emergency, null::timestamptz as ends_at
                  from member
                union all select collection_id, false, id, ends_at from emergency),
            barred as (
                select w.collection_id
                  from ethical_wall w join named n on n.kind = w.principal_kind and n.principal = w.principal)
            select c.id, coalesce(c.within, c.id) as root, c.kind = 'patient' as patient,
                   h.emergency, h.ends_at, h.steward
              from held h join collection c on c.id = h.collection_id
             where c.id not in (select collection_id from barred)
               and (c.within is null
                    or c.within in (select collection_id from member)
                       and c.within not in (select collection_id from barred))
            """;

    private static final String NAMES =
            "select name from collection where id = any (?) order by created_at, id limit ?";

    private final AgroalDataSource database;

    Memberships(AgroalDataSource database) {
        this.database = database;
    }

    Map<UUID, Right> of(Caller caller) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(READABLE)) {
            principals(connection, select, caller);
            select.setString(3, caller.subject());
            Map<UUID, Right> rights = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rights.put(
                            rows.getObject("id", UUID.class),
                            new Right(
                                    rows.getObject("root", UUID.class),
                                    rows.getBoolean("patient"),
                                    emergency(rows),
                                    rows.getBoolean("steward")));
                }
            }
            return rights;
        } catch (SQLException e) {
            throw new IllegalStateException("memberships cannot be read", e);
        }
    }

    private static @Nullable Emergency emergency(ResultSet row) throws SQLException {
        UUID id = row.getObject("emergency", UUID.class);
        return id == null ? null : new Emergency(id, row.getTimestamp("ends_at").toInstant());
    }

    private static void principals(Connection connection, PreparedStatement select, Caller caller)
            throws SQLException {
        List<String> kinds = new ArrayList<>(List.of("subject"));
        List<String> names = new ArrayList<>(List.of(caller.subject()));
        for (String role : caller.roles()) {
            kinds.add("role");
            names.add(role);
        }
        for (String group : caller.groups()) {
            kinds.add("group");
            names.add(group);
        }
        select.setArray(1, text(connection, kinds));
        select.setArray(2, text(connection, names));
    }

    private static Array text(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    /** What collections are called, oldest first. */
    List<String> names(Set<UUID> ids, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NAMES)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            select.setInt(2, most);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return List.copyOf(names);
        } catch (SQLException e) {
            throw new IllegalStateException("collections cannot be read", e);
        }
    }

    /** The whole collections of exactly this name. */
    List<UUID> named(String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select id from collection where name = ? and within is null")) {
            select.setString(1, name);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return List.copyOf(ids);
        } catch (SQLException e) {
            throw new IllegalStateException("collections cannot be read", e);
        }
    }

    /** Whether it is a whole collection, whoever's. */
    boolean exists(UUID collection) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select from collection where id = ? and within is null")) {
            select.setObject(1, collection);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("collections cannot be read", e);
        }
    }
}
