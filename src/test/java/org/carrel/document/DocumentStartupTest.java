package org.carrel.document;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class DocumentStartupTest {

    @Inject DocumentRepository documents;
    @Inject VersionRepository versions;

    @TempDir Path home;

    private record Folders(Path folder, Path keyFile, Path workFolder) implements DocumentConfig {
        @Override
        public double nearDuplicate() {
            return 0.8;
        }
    }

    @Test
    void withoutItsKeyAServerThatKeepsDocumentsDoesNotStart() {
        Upload.of(IndexedSample.matter("Key"), "a.txt", "Kept.");
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> start(home.resolve("lost.key")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("put it back from a backup"));
        assertFalse(Files.exists(home.resolve("lost.key")));
    }

    @Test
    void whatAKilledServerLeftIsRemovedAndTheRestIsNot() throws Exception {
        Path key = home.resolve("secrets/key");
        Files.createDirectories(key.resolveSibling("."));
        KeyEncryptionKey.create(key);
        UUID kept = Upload.of(IndexedSample.matter("Kept"), "k.txt", "Kept too.").document();
        Path original = stale("documents/" + kept.toString().substring(0, 2), kept + ".original");
        Path unkept = stale("documents/" + kept.toString().substring(0, 2), kept + ".2.original");
        Path halfDone = stale("documents/ab", UUID.randomUUID() + ".x.tmp");
        Path orphan = stale("documents/ab", UUID.randomUUID() + ".original");
        Path plain = stale("work", "plain-" + UUID.randomUUID());
        Path running = Files.writeString(home.resolve("work/upload"), "of another replica");
        start(key);
        assertTrue(Files.exists(original));
        assertTrue(Files.exists(running));
        assertFalse(Files.exists(halfDone));
        assertFalse(Files.exists(unkept));
        assertFalse(Files.exists(orphan));
        assertTrue(Files.exists(home.resolve("documents/orphaned").resolve(orphan.getFileName())));
        assertFalse(Files.exists(plain));
    }

    private void start(Path key) {
        DocumentConfig config = new Folders(home.resolve("documents"), key, home.resolve("work"));
        DocumentStartup startup =
                new DocumentStartup(
                        config, new DocumentFiles(config, new ObjectMapper()), documents, versions);
        QuarkusTransaction.requiringNew()
                .call(() -> {
                    startup.start(new StartupEvent());
                    return null;
                });
    }

    private Path stale(String folder, String name) throws IOException {
        Path file = Files.createDirectories(home.resolve(folder)).resolve(name);
        Files.writeString(file, "left");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        return file;
    }
}
