package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Subtree;
import org.carrel.compliance.tree.Tree;

/**
 * The hashes of the tree: leaves' in {@code audit_entry}, those of full tiles in {@code
 * audit_node}, where leaves' hashes stood once, too.
 */
final class Nodes implements Tree.Store {

    /** A leaf's hash as a column of a query on {@code audit_entry}. */
    static final String LEAF_HASH =
            "coalesce(leaf, (select audit_node.hash from audit_node where level = 0"
                    + " and place = sequence - 1)) as leaf_hash";

    private static final String LEAVES =
            "select "
                    + LEAF_HASH
                    + " from audit_entry where sequence > ? and sequence <= ? order by sequence";

    private static final String TILES =
            "select hash from audit_node where level = ? and place >= ? and place < ?"
                    + " order by place";

    private final Connection connection;

    Nodes(Connection connection) {
        this.connection = connection;
    }

    /** Full tiles' hashes, and those of leaves that are in no row of their entries. */
    static void insert(Connection connection, List<Subtree> nodes) throws SQLException {
        if (nodes.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit_node (level, place, hash)"
                                + " select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])")) {
            Short[] levels =
                    nodes.stream()
                            .map(node -> (short) (node.height() / Tree.TILE_HEIGHT))
                            .toArray(Short[]::new);
            Long[] places = nodes.stream().map(Subtree::index).toArray(Long[]::new);
            byte[][] hashes =
                    nodes.stream().map(node -> node.hash().bytes()).toArray(byte[][]::new);
            insert.setArray(1, connection.createArrayOf("smallint", levels));
            insert.setArray(2, connection.createArrayOf("bigint", places));
            insert.setArray(3, connection.createArrayOf("bytea", hashes));
            insert.executeUpdate();
        }
    }

    @Override
    public List<Hash> hashes(int level, long first, int count) {
        boolean leaves = level == 0;
        try (PreparedStatement select = connection.prepareStatement(leaves ? LEAVES : TILES)) {
            int index = 1;
            if (!leaves) {
                select.setInt(index++, level);
            }
            // The first entry is leaf 0.
            select.setLong(index++, first);
            select.setLong(index, first + count);
            var hashes = new ArrayList<Hash>(count);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    hashes.add(Hash.of(rows.getBytes(1)));
                }
            }
            return hashes;
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }
}
