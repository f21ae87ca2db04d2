package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.carrel.audit.CheckpointRows.Row;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteSigner;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Signs the state of the log. What is signed continues what was signed before, as this process, the
 * database and the WORM folder know it: a log that was written anew gets no signature.
 */
@ApplicationScoped
class Checkpoints {

    private static final int WRITTEN_AT_ONCE = 100;

    private final AgroalDataSource database;
    private final AuditConfig config;
    private final CheckpointKey key;
    private final @Nullable WormDirectory worm;
    private volatile @Nullable NoteSigner signer;
    // Both are the sequencing thread's and signing requests', under the monitor.
    private @Nullable Checkpoint last;
    private long written;

    Checkpoints(AgroalDataSource database, AuditConfig config, CheckpointKey key) {
        this.database = database;
        this.config = config;
        this.key = key;
        this.worm = config.wormDirectory().map(WormDirectory::new).orElse(null);
    }

    /**
     * Loads the key, or makes one for a log that has none yet.
     *
     * @throws IllegalStateException if the log was signed with another key
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void open() throws IOException {
        try (Connection connection = database.getConnection()) {
            String origin =
                    config.origin().orElse("carrel/" + Head.read(connection).installation());
            if (key.isMissing() && known(connection, origin) != null) {
                throw new IllegalStateException(
                        "the audit log of "
                                + origin
                                + " was signed with a key that is missing; put the key store back"
                                + " from a backup, or name another carrel.audit.origin");
            }
            NoteSigner opened = key.signer(origin);
            if (!opened.key().toString().equals(remembered(connection, opened))) {
                throw new IllegalStateException(
                        "the audit log of "
                                + origin
                                + " was signed with another key; put its key store back, or name"
                                + " another carrel.audit.origin");
            }
            signer = opened;
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
        openWorm();
    }

    /** The log's name and public key. */
    NoteSigner signer() {
        NoteSigner opened = signer;
        if (opened == null) {
            throw new IllegalStateException("the key of the audit log's checkpoints is not loaded");
        }
        return opened;
    }

    /** Signs if it is time, and brings the WORM folder up to date. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    synchronized void signWhenDue() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            if (isDue(connection)) {
                sign(connection);
            }
            writeOut(connection);
        }
    }

    /**
     * Signs the log as it is, if it has grown.
     *
     * @return the newest checkpoint; null of an empty log
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    synchronized @Nullable SignedNote signNow() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return sign(connection);
        }
    }

    private boolean isDue(Connection connection) throws SQLException {
        long size = Head.read(connection).size();
        Row newest = CheckpointRows.newest(connection);
        if (newest == null) {
            return size > 0;
        }
        long more = size - newest.size();
        Instant latest = newest.signedAt().plus(config.checkpointEvery());
        return more >= config.checkpointEntries() || more > 0 && !Instant.now().isBefore(latest);
    }

    private @Nullable SignedNote sign(Connection connection) throws SQLException {
        try (Undo _ = Undo.begin(connection)) {
            Head head = Head.lock(connection);
            Row newest = CheckpointRows.newest(connection);
            if (newest != null && newest.size() == head.size()) {
                return newest.note();
            }
            if (head.size() == 0) {
                return null;
            }
            requireContinuation(connection, head, newest);
            var checkpoint =
                    new Checkpoint(
                            signer().key().name(), head.size(), head.log().frontier().root());
            SignedNote note = signer().sign(checkpoint);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            CheckpointRows.insert(connection, new Row(now, note));
            connection.commit();
            last = checkpoint;
            return note;
        }
    }

    private void requireContinuation(Connection connection, Head head, @Nullable Row newest) {
        var tree = new Tree(new Nodes(connection), head.size());
        boolean continues =
                tree.root().equals(head.log().frontier().root())
                        && isPart(tree, head.size(), last)
                        && (newest == null
                                || isPart(tree, head.size(), newest.note().checkpoint()));
        if (!continues) {
            throw new IllegalStateException(
                    "the audit log does not continue what was signed before; nothing is signed");
        }
    }

    private static boolean isPart(Tree tree, long size, @Nullable Checkpoint earlier) {
        return earlier == null
                || earlier.size() <= size
                        && tree.frontier(earlier.size()).root().equals(earlier.root());
    }

    private synchronized void openWorm() throws IOException {
        if (worm == null) {
            return;
        }
        written = worm.newest();
        if (written > 0) {
            last = worm.read(written).checkpoint();
        }
    }

    private void writeOut(Connection connection) throws SQLException, IOException {
        if (worm == null) {
            return;
        }
        for (Row row : CheckpointRows.after(connection, written, WRITTEN_AT_ONCE)) {
            worm.write(row.note());
            written = row.size();
        }
    }

    private static @Nullable String known(Connection connection, String origin)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select vkey from audit_key where origin = ?")) {
            select.setString(1, origin);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static @Nullable String remembered(Connection connection, NoteSigner signer)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit_key (origin, vkey) values (?, ?)"
                                + " on conflict (origin) do nothing")) {
            insert.setString(1, signer.key().name());
            insert.setString(2, signer.key().toString());
            insert.executeUpdate();
        }
        return known(connection, signer.key().name());
    }
}
