package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import org.carrel.audit.Audited;

/** What stands in the audit log. */
public record AuditEntries(AgroalDataSource database) {

    public int count(String action) throws SQLException {
        return Integer.parseInt(one("select count(*) from audit_entry where action = ?", action));
    }

    /** The details of the newest entry of an action. */
    public String last(String action) throws SQLException {
        return one(
                "select details from audit_entry where action = ? order by sequence desc limit 1",
                action);
    }

    private String one(String sql, String action) throws SQLException {
        Audited.sequence();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, action);
            try (var rows = select.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        }
    }
}
