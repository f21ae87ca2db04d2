package org.carrel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildClassPathTest {

    @Test
    void underMavenEveryJarIsFoundAndNoTestJarIsAmongThem() {
        List<Path> path = ChildClassPath.ofRunningJvm();
        assertTrue(path.stream().allMatch(Files::exists), path.toString());
        List<String> names = path.stream().map(p -> p.getFileName().toString()).toList();
        assertTrue(names.stream().anyMatch(name -> name.startsWith("tika-core-")));
        assertTrue(names.stream().anyMatch(name -> name.startsWith("pdfbox-3")));
        assertTrue(names.stream().noneMatch(name -> name.contains("junit")), names.toString());
    }

    @Test
    void jarsOfAServerFolderAreFoundWithTheirGroupBeforeTheName() {
        List<Path> lib =
                List.of(
                        Path.of("lib/main/com.example.other-tika-core-3.3.1.jar"),
                        Path.of("lib/main/org.apache.tika.tika-core-3.3.1.jar"),
                        Path.of("lib/main/org.postgresql.postgresql-42.jar"));
        assertEquals(
                List.of(Path.of("ingest.jar"), lib.get(1)),
                ChildClassPath.resolve(List.of("tika-core-3.3.1.jar"), lib, Path.of("ingest.jar")));
    }

    @Test
    void anotherVersionIsTakenWhenTheServerSettledOnIt() {
        List<Path> lib =
                List.of(
                        Path.of("lib/main/org.example.xz-tools-1.0.jar"),
                        Path.of("lib/main/org.tukaani.xz-1.10.jar"));
        assertEquals(
                List.of(Path.of("ingest.jar"), lib.get(1)),
                ChildClassPath.resolve(List.of("xz-1.12.jar"), lib, Path.of("ingest.jar")));
    }

    @Test
    void aMissingJarIsNamed() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                ChildClassPath.resolve(
                                        List.of("poi-5.5.1.jar"), List.of(), Path.of("own.jar")));
        assertTrue(String.valueOf(e.getMessage()).contains("poi-5.5.1.jar"));
    }
}
