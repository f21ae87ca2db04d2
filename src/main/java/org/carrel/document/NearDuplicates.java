package org.carrel.document;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.carrel.ingest.likeness.MinHash;
import org.carrel.ingest.likeness.Signature;

/**
 * Documents of one collection whose texts are almost the same. A document has one signature, that
 * of the version that searches find: its versions are not compared with each other.
 */
@ApplicationScoped
public class NearDuplicates {

    /**
     * Of documents that share a band, at most this many are looked at a band: a form of which there
     * are thousands makes no work of thousands.
     */
    private static final int CANDIDATES_A_BAND = 50;

    private static final int CANDIDATES = 200;

    /** Links made when a document comes in, and links shown. */
    private static final int MOST = 20;

    private static final String SHARED_BANDS =
            "select s.document_id, s.signature from (select near.document_id from"
                    + " unnest(?::smallint[], ?::bigint[]) as mine(band, hash) cross join lateral"
                    + " (select b.document_id from document_band b where b.collection_id = ? and"
                    + " b.band = mine.band and b.hash = mine.hash limit ?) near group by"
                    + " near.document_id order by count(*) desc, near.document_id limit ?) near join"
                    + " document_signature s on s.document_id = near.document_id";

    private static final String SIMILAR =
            "select d.id, d.name, l.similarity from (select second_id as other, similarity from"
                    + " document_similarity where first_id = ? union all select first_id, similarity"
                    + " from document_similarity where second_id = ? order by 2 desc, 1 limit ?) l"
                    + " join document d on d.id = l.other order by l.similarity desc, d.id";

    private record Candidate(UUID document, double similarity) {}

    private final AgroalDataSource database;
    private final DocumentFiles files;
    private final double threshold;

    NearDuplicates(AgroalDataSource database, DocumentFiles files, DocumentConfig config) {
        this.database = database;
        this.files = files;
        this.threshold = config.nearDuplicate();
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalStateException(
                    "carrel.documents.near-duplicate must be above 0 and at most 1");
        }
    }

    /** The signature of a text for one collection; empty for a text without words. */
    public Optional<Signature> signature(UUID collection, String text) {
        return new MinHash(files.signatureKey(collection)).of(text);
    }

    /**
     * Enters the signature of the version that searches are to find, in the place of an earlier
     * one, and links the document with those that are like it. In the caller's transaction, which
     * holds the document's row.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void entered(StoredDocument document, Optional<Signature> signature) {
        try (Connection connection = database.getConnection()) {
            // Its bands and links go with it.
            update(
                    connection,
                    "delete from document_signature where document_id = ?",
                    document.id());
            if (signature.isPresent()) {
                List<Candidate> alike = alike(connection, document, signature.get());
                insert(connection, document, signature.get());
                link(connection, document.id(), alike);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the signature of a document cannot be kept", e);
        }
    }

    /** Whether a signature of this version is entered for its collection. */
    @Transactional
    public boolean isEntered(StoredDocument document) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select from document_signature where document_id = ? and"
                                        + " collection_id = ? and version = ?")) {
            select.setObject(1, document.id());
            select.setObject(2, document.collectionId());
            select.setInt(3, document.version());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the signature of a document cannot be read", e);
        }
    }

    /** Takes a document out of the comparison; in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void left(UUID document) {
        try (Connection connection = database.getConnection()) {
            update(connection, "delete from document_signature where document_id = ?", document);
        } catch (SQLException e) {
            throw new IllegalStateException("the signature of a document cannot be removed", e);
        }
    }

    /** Most alike first. Decides no access: these are readable by whoever may read the document. */
    @Transactional
    List<Similar> of(UUID document) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SIMILAR)) {
            select.setObject(1, document);
            select.setObject(2, document);
            select.setInt(3, MOST);
            List<Similar> similar = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    similar.add(
                            new Similar(
                                    rows.getObject(1, UUID.class),
                                    rows.getString(2),
                                    Math.round(rows.getDouble(3) * 100) / 100.0));
                }
            }
            return List.copyOf(similar);
        } catch (SQLException e) {
            throw new IllegalStateException("the likes of a document cannot be read", e);
        }
    }

    private List<Candidate> alike(
            Connection connection, StoredDocument document, Signature signature)
            throws SQLException {
        List<Candidate> alike = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SHARED_BANDS)) {
            bands(connection, select, signature, 1);
            select.setObject(3, document.collectionId());
            select.setInt(4, CANDIDATES_A_BAND);
            select.setInt(5, CANDIDATES);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    double similarity =
                            signature.similarity(Signature.of(rows.getBytes("signature")));
                    if (similarity >= threshold) {
                        alike.add(
                                new Candidate(
                                        rows.getObject("document_id", UUID.class), similarity));
                    }
                }
            }
        }
        alike.sort(Comparator.comparingDouble(Candidate::similarity).reversed());
        return alike.subList(0, Math.min(MOST, alike.size()));
    }

    private static void insert(Connection connection, StoredDocument document, Signature signature)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into document_signature (document_id, collection_id, version,"
                                + " signature) values (?, ?, ?, ?)")) {
            insert.setObject(1, document.id());
            insert.setObject(2, document.collectionId());
            insert.setInt(3, document.version());
            insert.setBytes(4, signature.bytes());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into document_band (collection_id, band, hash, document_id) select"
                                + " ?, mine.band, mine.hash, ? from unnest(?::smallint[],"
                                + " ?::bigint[]) as mine(band, hash)")) {
            insert.setObject(1, document.collectionId());
            insert.setObject(2, document.id());
            bands(connection, insert, signature, 3);
            insert.executeUpdate();
        }
    }

    private static void link(Connection connection, UUID document, List<Candidate> alike)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into document_similarity (first_id, second_id, similarity) values"
                                + " (least(?::uuid, ?::uuid), greatest(?::uuid, ?::uuid), ?) on"
                                + " conflict do nothing")) {
            for (Candidate each : alike) {
                insert.setObject(1, document);
                insert.setObject(2, each.document());
                insert.setObject(3, document);
                insert.setObject(4, each.document());
                insert.setDouble(5, each.similarity());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bands(
            Connection connection, PreparedStatement into, Signature signature, int at)
            throws SQLException {
        Short[] bands =
                IntStream.range(0, Signature.BANDS)
                        .mapToObj(band -> (short) band)
                        .toArray(Short[]::new);
        Long[] hashes = Arrays.stream(signature.bands()).boxed().toArray(Long[]::new);
        into.setArray(at, connection.createArrayOf("smallint", bands));
        into.setArray(at + 1, connection.createArrayOf("bigint", hashes));
    }

    private static void update(Connection connection, String sql, UUID document)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, document);
            update.executeUpdate();
        }
    }
}
