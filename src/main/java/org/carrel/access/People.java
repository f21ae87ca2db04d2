package org.carrel.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What those who signed in at least once are called. */
@ApplicationScoped
public class People {

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 200;

    // Once a day is enough to know who is still about; a new name counts at once.
    private static final String SEEN =
            """
            insert into person (subject, name, seen_at) values (?, ?, now())
            on conflict (subject) do update set name = excluded.name, seen_at = excluded.seen_at
            where person.name <> excluded.name or person.seen_at < now() - interval '1 day'
            """;

    private static final String FOUND =
            "select subject, name from person where starts_with(lower(name), ?) order by"
                    + " lower(name), subject limit ?";

    private static final String NAMES = "select subject, name from person where subject = any (?)";

    private final AgroalDataSource database;

    People(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Somebody who signed in.
     *
     * @param subject the token's {@code sub}
     */
    public record Person(String subject, String name) {}

    void seen(Caller caller) {
        String name = caller.name().isBlank() ? caller.subject() : caller.name();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(SEEN)) {
            insert.setString(1, caller.subject());
            insert.setString(2, name.substring(0, Math.min(LONGEST_NAME, name.length())));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a person cannot be kept", e);
        }
    }

    /** Those whose names begin so, by name; {@value #MOST} at most. */
    List<Person> named(String prefix) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FOUND)) {
            select.setString(1, prefix.toLowerCase(Locale.ROOT));
            select.setInt(2, MOST);
            return read(select);
        } catch (SQLException e) {
            throw new IllegalStateException("people cannot be read", e);
        }
    }

    /** Names by subject, of those of them who are known. */
    public Map<String, String> names(Collection<String> subjects) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NAMES)) {
            select.setArray(1, connection.createArrayOf("text", subjects.toArray()));
            Map<String, String> names = new HashMap<>();
            read(select).forEach(each -> names.put(each.subject(), each.name()));
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("people cannot be read", e);
        }
    }

    private static List<Person> read(PreparedStatement select) throws SQLException {
        List<Person> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Person(rows.getString(1), rows.getString(2)));
            }
        }
        return List.copyOf(found);
    }
}
