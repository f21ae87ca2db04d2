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

/** The hashes of the tree: the table {@code audit_node}. */
final class Nodes implements Tree.Store {

    private final Connection connection;

    Nodes(Connection connection) {
        this.connection = connection;
    }

    /** Leaves' and full tiles' hashes. */
    static void insert(Connection connection, List<Subtree> nodes) throws SQLException {
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
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select hash from audit_node where level = ? and place >= ? and place < ?"
                                + " order by place")) {
            select.setInt(1, level);
            select.setLong(2, first);
            select.setLong(3, first + count);
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
