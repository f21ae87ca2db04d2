package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.carrel.ingest.Extraction.Extracted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a child cannot reach. */
@EnabledOnOs(OS.LINUX)
class IsolationTest {

    @TempDir private Path folder;

    private String said(HostileExtraction extraction, String deed) throws Exception {
        return assertInstanceOf(Extracted.class, extraction.deed(deed)).text();
    }

    @Test
    void inItsNamespacesItReachesNeitherAPortNorAProcessOfTheServer() throws Exception {
        ExtractorSettings settings = HostileExtraction.settings(folder);
        try (HostileExtraction extraction = new HostileExtraction(folder, settings);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assumeTrue(extraction.isolation().networkNamespace(), "no namespaces here");
            assertEquals("refused", said(extraction, "connect " + server.getLocalPort()));
            Path environment = Path.of("/proc", "" + ProcessHandle.current().pid(), "environ");
            assertEquals("refused", said(extraction, "peek " + environment));
            assertEquals("read", said(extraction, "peek /proc/self/environ"));
        }
    }

    /** A stand-in for the JVM notes what it was given. */
    @Test
    void itInheritsNoDescriptorAndNoVariable() throws Exception {
        Path spy = folder.resolve("spy");
        Files.writeString(
                spy,
                "#!/bin/sh\nls -l /proc/self/fd > %s/fds\nenv > %s/env\n"
                        .formatted(folder, folder));
        Files.setPosixFilePermissions(spy, PosixFilePermissions.fromString("rwx------"));
        ExtractorSettings settings = HostileExtraction.settings(folder);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Extractor extractor = new Extractor(settings.withJava(spy, settings.classPath()))) {
            assertTrue(server.isBound());
            Path file = Files.writeString(folder.resolve("a.txt"), "text");
            assertThrows(
                    ExtractionUnavailableException.class, () -> extractor.extract(file, "a.txt"));
        }
        List<String> descriptors =
                Files.readAllLines(folder.resolve("fds")).stream()
                        .filter(line -> line.contains(" -> "))
                        .map(line -> line.replaceFirst(".* (\\d+ -> .*)", "$1"))
                        .toList();
        // 3 is the folder that ls itself reads.
        assertEquals(4, descriptors.size(), descriptors.toString());
        assertTrue(descriptors.get(0).startsWith("0 -> pipe:"), descriptors.toString());
        assertTrue(descriptors.get(1).startsWith("1 -> "), descriptors.toString());
        assertTrue(descriptors.get(2).endsWith("/child-0/errors"), descriptors.toString());
        assertTrue(descriptors.get(3).startsWith("3 -> /proc/"), descriptors.toString());
        List<String> names =
                Files.readAllLines(folder.resolve("env")).stream()
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .filter(name -> !List.of("PWD", "_", "SHLVL", "OLDPWD").contains(name))
                        .sorted()
                        .toList();
        assertEquals(List.of("HOME", "LC_ALL", "OMP_THREAD_LIMIT"), names);
    }

    @Test
    void privilegesCannotBeGainedWhereTheToolIsThere() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "no setpriv here");
        try (Extractor extractor = new Extractor(HostileExtraction.settings(folder))) {
            assertTrue(extractor.isolation().noNewPrivileges());
        }
    }

    @Test
    void itsFolderIsPrivate() throws Exception {
        try (Extractor extractor = new Extractor(HostileExtraction.settings(folder))) {
            assertTrue(extractor.isolation().missing().size() <= 3);
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("work/child-0"))));
        }
    }

    @Test
    void aNamespaceThatIsRequiredAndRefusedEndsIt() throws Exception {
        ExtractorSettings settings = HostileExtraction.settings(folder);
        try (Extractor extractor = new Extractor(settings)) {
            ExtractorSettings required = settings.withRequireNetworkNamespace(true);
            if (extractor.isolation().networkNamespace()) {
                new Extractor(required).close();
            } else {
                assertThrows(ExtractionUnavailableException.class, () -> new Extractor(required));
            }
        }
    }
}
