package org.carrel.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.carrel.audit.Patients;
import org.carrel.problem.Problems;

/** Which collections are patients', for the audit log's exports. Decides no access. */
@ApplicationScoped
class PatientRecords implements Patients {

    private static final String PATIENT =
            "select coalesce(within, id) from collection where id = ? and kind = 'patient'";

    private final AgroalDataSource database;

    PatientRecords(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public Optional<UUID> of(UUID collection) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PATIENT)) {
            select.setObject(1, collection);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw Problems.unavailable("The database does not answer.");
        }
    }
}
