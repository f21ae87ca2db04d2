package org.carrel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.carrel.search.Vectors;

/**
 * Documents in a collection of somebody else: copies of a caller's own, with their names, metadata
 * and signatures, under texts that would shift every statistic.
 */
final class PrivateDocuments {

    /** Would make rare words common, names doubtful and abbreviations ambiguous. */
    private static final List<String> DISTURBING =
            List.of(
                    "rent rent rent roof roof tenant Delaware termination notice",
                    "The Supply Agreement is governed by the laws of the State of New York.",
                    "The term \"MSA\" means Metropolitan Statistical Area; the MSA has a roof.");

    private final DataSource database;
    private final PassageIndex index;
    private final EmbeddingModel model;
    private final UUID collection = UUID.randomUUID();
    private final Map<String, List<float[]>> vectors = new HashMap<>();

    /** A collection of another's, as yet empty, that looks like {@code alike}. */
    PrivateDocuments(DataSource database, PassageIndex index, EmbeddingModel model, UUID alike)
            throws SQLException {
        this.database = database;
        this.index = index;
        this.model = model;
        run(
                "insert into collection select ?, name, kind, 'other', created_at from collection"
                        + " where id = ?",
                collection,
                alike);
        letRead("other");
    }

    UUID collection() {
        return collection;
    }

    void letRead(String subject) throws SQLException {
        run(
                "insert into membership (collection_id, principal_kind, principal, granted_by, granted_at, id, reason) values (?, 'subject', ?, 'other', now(), gen_random_uuid(), 'A test')",
                collection,
                subject);
    }

    /** Rows like those of the caller's documents, and passages of their texts and of others. */
    List<UUID> add(int number, List<UUID> own, List<String> theirTexts) throws SQLException {
        for (UUID document : own) {
            int copies = (number + own.size() - 1) / own.size();
            copy(
                    "document",
                    "id",
                    document,
                    copies,
                    "'id', id, 'root_id', id, 'path', row ->> 'path' || n");
            copy(
                    "document_version",
                    "document_id",
                    document,
                    copies,
                    "'document_id', id, 'sha256', encode(sha256((id || '/' || (row ->>"
                            + " 'version'))::bytea), 'hex')");
            for (String table :
                    List.of("document_metadata", "document_signature", "document_band")) {
                copy(table, "document_id", document, copies, "'document_id', id");
            }
        }
        List<UUID> added = documents();
        List<String> texts = new ArrayList<>(DISTURBING);
        texts.addAll(theirTexts);
        for (int i = 0; i < added.size(); i++) {
            index(added.get(i), 1, texts.get(i % texts.size()));
        }
        return added;
    }

    // Whatever columns the table has, now and later.
    private void copy(String table, String key, UUID of, int copies, String changed)
            throws SQLException {
        run(
                "insert into "
                        + table
                        + " select (jsonb_populate_record(null::"
                        + table
                        + ", row || jsonb_build_object('collection_id', '"
                        + collection
                        + "', "
                        + changed
                        + "))).* from (select to_jsonb(t) row, md5(n || ?::text)::uuid id, n from "
                        + table
                        + " t, generate_series(1, "
                        + copies
                        + ") n where t."
                        + key
                        + " = ?) copied",
                new UUID(collection.getMostSignificantBits(), of.getLeastSignificantBits()),
                of);
    }

    private List<UUID> documents() throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id from document where collection_id = ? order by id")) {
            query.setObject(1, collection);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    /** Deletes a third, replaces a third, so that the index merges, and keeps old versions. */
    void churn(List<UUID> added, String oldText) {
        for (int i = 0; i < added.size(); i++) {
            UUID document = added.get(i);
            switch (i % 3) {
                case 0 -> index.remove(collection, document);
                case 1 -> {
                    index(document, 2, DISTURBING.getFirst());
                    index.keepSuperseded(
                            collection,
                            document,
                            1,
                            "lease.txt",
                            passages(oldText),
                            Vectors.shipped(embedded(oldText)));
                }
                default -> {}
            }
        }
    }

    /** Takes all of them away again. */
    void remove(List<UUID> added) throws SQLException {
        for (String table :
                List.of(
                        "document_band",
                        "document_signature",
                        "document_metadata",
                        "document_version")) {
            run(
                    "delete from "
                            + table
                            + " where document_id in (select id from document where"
                            + " collection_id = ?)",
                    collection);
        }
        run("delete from document where collection_id = ?", collection);
        added.forEach(document -> index.remove(collection, document));
    }

    private void index(UUID document, int version, String text) {
        index.replace(collection, document, version, "supply.txt", passages(text), embedded(text));
    }

    private static List<Passage> passages(String text) {
        return Passages.of(text, List.of(new Page(1, 0, text.length())), List.of(), List.of());
    }

    private List<float[]> embedded(String text) {
        return vectors.computeIfAbsent(
                text,
                key -> model.embedPassages(passages(key).stream().map(Passage::text).toList()));
    }

    private void run(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
