package org.carrel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a caller may not see is answered as what is not there, by every call of the API that names a
 * collection, document, job, upload or answer in its path: the same status, headers and bytes, but
 * for the trace id.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "nina", roles = "legal")
class ForbiddenIsAbsentTest {

    /** Calls that take another role than the caller's, whatever they name. */
    private static final List<String> OTHERS =
            List.of("/walls/", "/break-glass/", "/audit/", "/models/");

    @Inject DataSource database;

    @TestFactory
    Stream<DynamicTest> byEveryCall() throws SQLException {
        Operations.Names theirs = theirs();
        return Operations.routes()
                .filter(route -> route.contains("{"))
                .filter(route -> OTHERS.stream().noneMatch(route::contains))
                .map(route ->
                        dynamicTest(
                                route,
                                () -> {
                                    String absent =
                                            Operations.answer(route, Operations.Names.OF_NOTHING);
                                    assertEquals("404", absent.substring(0, 3), absent);
                                    assertEquals(absent, Operations.answer(route, theirs));
                                }));
    }

    /** A collection with all that can be in it, which the caller made and may no longer read. */
    private Operations.Names theirs() throws SQLException {
        Operations.Names filed = Operations.filed("Theirs");
        giveAway("delete from membership where collection_id = ?", filed.collections());
        giveAway("update collection set created_by = 'other' where id = ?", filed.collections());
        giveAway("update resumable_upload set created_by = 'other' where id = ?", filed.uploads());
        giveAway("update answer_record set asker = 'other' where id = ?", filed.answers());
        return filed;
    }

    private void giveAway(String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            update.setObject(1, id);
            assertEquals(1, update.executeUpdate());
        }
    }
}
