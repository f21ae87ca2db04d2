package org.carrel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.trust.PublishedManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema of manifests allows is what the server reads, and nothing else. */
class ManifestSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD =
            """
            {"name": "ward-notes", "version": "1.2", "licence": "MIT", "base": "none",
             "files": [{"name": "model.gguf", "sha256": "%s"}], "trainingData": "Notes.",
             "intendedUse": "Notes.", "limits": ["English."], "evaluation": "None."}
            """
                    .formatted("ab".repeat(32));

    private final JsonSchema schema = schema();

    @Test
    void aWholeManifestIsRead() throws IOException {
        assertEquals(true, allows(JSON.readTree(GOOD)));
        assertEquals(true, reads(GOOD));
    }

    @ParameterizedTest
    @MethodSource("bent")
    void whatIsBentIsJudgedAlike(String manifest) throws IOException {
        assertEquals(allows(JSON.readTree(manifest)), reads(manifest), manifest);
    }

    static Stream<String> bent() throws IOException {
        JsonNode good = JSON.readTree(GOOD);
        List<String> bent = new ArrayList<>(List.of("{}", "[]", "null", "\"name\""));
        for (String member :
                List.copyOf(good.properties()).stream().map(e -> e.getKey()).toList()) {
            bent.add(((ObjectNode) good.deepCopy()).without(member).toString());
            for (String value :
                    List.of(
                            "null",
                            "1",
                            "true",
                            "\"\"",
                            "\" \"",
                            "\"a b\"",
                            "\"" + "a".repeat(5_000) + "\"",
                            "[]",
                            "[1]",
                            "[null]",
                            "{}")) {
                ObjectNode changed = good.deepCopy();
                bent.add(changed.set(member, JSON.readTree(value)).toString());
            }
        }
        bent.add(((ObjectNode) good.deepCopy()).put("more", 1).toString());
        bent.addAll(files(good));
        return bent.stream();
    }

    private static List<String> files(JsonNode good) {
        List<String> bent = new ArrayList<>();
        for (String name :
                List.of("", "a/b", "../a", ".hidden", "a b", "a".repeat(128), "a".repeat(129))) {
            ObjectNode changed = good.deepCopy();
            ((ObjectNode) changed.at("/files/0")).put("name", name);
            bent.add(changed.toString());
        }
        for (String hash : List.of("AB".repeat(32), "ab", "ab".repeat(33))) {
            ObjectNode changed = good.deepCopy();
            ((ObjectNode) changed.at("/files/0")).put("sha256", hash);
            bent.add(changed.toString());
        }
        for (int most : new int[] {256, 257}) {
            ObjectNode changed = good.deepCopy();
            ArrayNode files = changed.putArray("files");
            for (int i = 0; i < most; i++) {
                files.addObject().put("name", "f" + i).put("sha256", "ab".repeat(32));
            }
            bent.add(changed.toString());
        }
        for (int most : new int[] {32, 33}) {
            ObjectNode changed = good.deepCopy();
            ArrayNode limits = changed.putArray("limits");
            for (int i = 0; i < most; i++) {
                limits.add("limit " + i);
            }
            bent.add(changed.toString());
        }
        return bent;
    }

    private boolean allows(JsonNode manifest) {
        return schema.validate(manifest).isEmpty();
    }

    private static boolean reads(String manifest) throws IOException {
        try {
            PublishedManifest.parse(manifest.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (ImportRefusedException e) {
            return false;
        }
    }

    private static JsonSchema schema() {
        try (InputStream in =
                ManifestSchemaTest.class.getResourceAsStream(
                        "/manifests/model-manifest.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
