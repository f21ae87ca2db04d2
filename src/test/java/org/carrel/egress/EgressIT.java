package org.carrel.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing leaves: the launcher, PostgreSQL, Keycloak, the server, its extraction children and its
 * model, from the installed files to an exported audit log, connect to nothing but this machine and
 * look no name up. What reaches out is caught, as planted connections show each time.
 */
class EgressIT {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final int MINUTES = 15;

    private static Namespace namespace;
    private static Path home;

    @BeforeAll
    static void probe() throws Exception {
        namespace = Namespace.probed();
        assumeTrue(
                namespace.counts() || namespace.traces(),
                "not checked that nothing leaves: this machine has neither strace nor user"
                        + " namespaces with ip or perl");
        home = Files.createTempDirectory("carrel-egress");
    }

    @AfterAll
    static void delete() throws Exception {
        if (home != null) {
            FileUtils.deleteDirectory(home.toFile());
        }
    }

    @Test
    void nothingIsReachedFromInstallToExport(@TempDir Path folder) throws Exception {
        Namespace.Seen seen =
                namespace.run(
                        folder,
                        Map.of("CARREL_HOME", home.toString(), "CARREL_DOWNLOADS", downloads()),
                        java(Walk.class, REPOSITORY.toString(), folder.toString()),
                        MINUTES);
        assertEquals(0, seen.exit(), seen.output());
        assertEquals(List.of(), seen.calls());
        assertEquals(0, seen.packets(), "packets to elsewhere");
        // A witness that saw nothing at all would prove nothing.
        assertTrue(!namespace.traces() || seen.loopbackCalls() > 0, "nothing was traced");
    }

    @ParameterizedTest
    @CsvSource({"connect,192.0.2.1", "connect,2001:db8::1", "lookup,example.org"})
    void whatReachesOutIsCaught(String what, String where, @TempDir Path folder) throws Exception {
        Namespace.Seen seen =
                namespace.run(folder, Map.of(), java(PlantedConnection.class, what, where), 1);
        assertEquals(0, seen.exit(), seen.output());
        if (namespace.traces()) {
            assertFalse(seen.calls().isEmpty(), "no call was seen");
        }
        if (namespace.counts()) {
            assertTrue(seen.packets() > 0, "no packet was counted");
        }
    }

    private static String downloads() {
        String set = System.getenv("CARREL_DOWNLOADS");
        return set != null
                ? set
                : Path.of(System.getProperty("user.home"), ".carrel", "downloads").toString();
    }

    private static List<String> java(Class<?> main, String... arguments) {
        var command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                Path.of("target/test-classes").toAbsolutePath().toString(),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
