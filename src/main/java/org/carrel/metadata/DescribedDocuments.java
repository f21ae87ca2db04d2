package org.carrel.metadata;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Finds documents by what is known of them. */
@ApplicationScoped
public class DescribedDocuments {

    /** A filter that leaves more narrows nothing, and its ids travel into every index. */
    static final int MOST = 20_000;

    // Words between single spaces on both sides, so that a party is matched by whole words.
    private static final String MATCHING =
            """
            select d.id from document d
            where d.collection_id = any(?) and d.searchable_version is not null
              and (cardinality(?::text[]) = 0 or d.type = any(?))
              and (?::date is null or d.dated >= ?)
              and (?::date is null or d.dated <= ?)
              and (?::text is null or exists (
                select from document_metadata m
                where m.document_id = d.id and m.field in ('parties', 'patient')
                  and position(? in regexp_replace(
                    ' ' || lower(coalesce(m.said, m.guess)) || ' ', '[^[:alnum:]]+', ' ', 'g')) > 0))
            limit ?
            """;

    private final AgroalDataSource database;

    DescribedDocuments(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * The documents that have these traits, of those that the caller may read and searches find.
     *
     * @throws org.carrel.problem.ProblemException invalid-request where they are more than {@value
     *     #MOST}
     */
    @Transactional
    public Set<UUID> with(ReadableCollections scope, Traits traits) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(MATCHING)) {
            fill(statement, connection, scope, traits);
            Set<UUID> found = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
            if (found.size() > MOST) {
                throw Problems.invalid(
                        "The filter leaves more than " + MOST + " documents; narrow it.");
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "documents cannot be found: SQL state " + e.getSQLState(), e);
        }
    }

    private static void fill(
            PreparedStatement statement,
            Connection connection,
            ReadableCollections scope,
            Traits traits)
            throws SQLException {
        @Nullable Date from = date(traits.from());
        @Nullable Date to = date(traits.to());
        @Nullable String party = words(traits.party());
        var types = connection.createArrayOf("text", traits.types().toArray());
        statement.setArray(1, connection.createArrayOf("uuid", scope.ids().toArray()));
        statement.setArray(2, types);
        statement.setArray(3, types);
        statement.setDate(4, from);
        statement.setDate(5, from);
        statement.setDate(6, to);
        statement.setDate(7, to);
        statement.setString(8, party);
        statement.setString(9, party);
        statement.setInt(10, MOST + 1);
    }

    private static @Nullable Date date(@Nullable LocalDate date) {
        return date == null ? null : Date.valueOf(date);
    }

    /** As the query writes what it compares with. */
    private static @Nullable String words(@Nullable String party) {
        return party == null
                ? null
                : (' ' + party.toLowerCase(Locale.ROOT) + ' ').replaceAll("[^\\p{L}\\p{N}]+", " ");
    }
}
