package org.carrel.models.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildClassPathTest {

    private static final Path OWN = Path.of("models.jar");

    @Test
    void underMavenEveryJarIsFoundAndNoTestJarIsAmongThem() {
        List<Path> path = ChildClassPath.ofRunningJvm();
        assertTrue(path.stream().allMatch(Files::exists), path.toString());
        List<String> names = path.stream().map(p -> p.getFileName().toString()).toList();
        assertTrue(names.stream().anyMatch(name -> name.startsWith("jlama-core-")));
        assertTrue(names.stream().noneMatch(name -> name.contains("junit")), names.toString());
    }

    @Test
    void jarsOfAServerFolderAreFoundWithTheirGroupBeforeTheName() {
        List<Path> lib =
                List.of(
                        Path.of("lib/main/org.apache.logging.log4j.log4j-api-0.38.0.jar"),
                        Path.of("lib/main/ai.djl.api-0.38.0.jar"),
                        Path.of("lib/main/com.example.gson-extra-1.0.jar"),
                        Path.of("lib/main/com.google.code.gson.gson-2.14.0.jar"));
        assertEquals(
                List.of(OWN, lib.get(1), lib.get(3)),
                ChildClassPath.resolve(List.of("api-0.38.0.jar", "gson-2.13.2.jar"), lib, OWN));
    }

    @Test
    void aMissingJarIsNamed() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> ChildClassPath.resolve(List.of("gson-2.13.2.jar"), List.of(), OWN));
        assertTrue(String.valueOf(e.getMessage()).contains("gson-2.13.2.jar"));
    }
}
