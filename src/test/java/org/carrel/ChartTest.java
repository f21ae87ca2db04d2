package org.carrel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart, rendered by Helm itself: what a cluster would be given. */
class ChartTest {

    private static final Path CHART = Path.of("..", "helm", "carrel").toAbsolutePath().normalize();

    private static final Map<String, String> IMAGE = Map.of("image.repository", "registry/carrel");

    @Test
    void lintsStrictly() {
        LintResult result = new Helm(CHART).lint().strict().call();
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }

    @Test
    void rendersEachObjectOnce() throws IOException {
        assertEquals(
                Set.of(
                        "Deployment",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "Service",
                        "ServiceAccount"),
                rendered(IMAGE).keySet());
    }

    @Test
    void withoutAnImageItSaysSo() {
        var failure = assertThrows(IllegalStateException.class, () -> rendered(Map.of()));
        assertTrue(String.valueOf(failure.getMessage()).contains("no image is published"));
    }

    @Test
    void theServerHasNoRightItDoesNotNeed() throws IOException {
        JsonNode pod = pod(rendered(IMAGE));
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertTrue(pod.at("/securityContext/runAsUser").asInt() > 0);
        assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
        assertFalse(pod.at("/automountServiceAccountToken").asBoolean(true));
        assertFalse(
                rendered(IMAGE)
                        .get("ServiceAccount")
                        .at("/automountServiceAccountToken")
                        .asBoolean(true));
        for (JsonNode running : List.of(pod.at("/containers/0"), pod.at("/initContainers/0"))) {
            JsonNode container = running.at("/securityContext");
            assertTrue(container.at("/readOnlyRootFilesystem").asBoolean());
            assertFalse(container.at("/allowPrivilegeEscalation").asBoolean(true));
            assertFalse(container.at("/privileged").asBoolean(true));
            assertEquals("[\"ALL\"]", container.at("/capabilities/drop").toString());
            assertFalse(container.at("/capabilities").has("add"));
        }
        assertTrue(pod.at("/containers/0/resources/limits").has("memory"));
    }

    @Test
    void secretsAreReferredToAndTheKeyIsAFile() throws IOException {
        JsonNode pod = pod(rendered(IMAGE));
        for (JsonNode variable : pod.at("/containers/0/env")) {
            if (variable.at("/name").asText().matches(".*(USERNAME|PASSWORD).*")) {
                assertTrue(variable.at("/valueFrom/secretKeyRef").has("name"), variable.toString());
                assertFalse(variable.has("value"), variable.toString());
            }
        }
        JsonNode key = named(pod.at("/volumes"), "key-encryption-key");
        assertEquals("carrel-key-encryption-key", key.at("/secret/secretName").asText());
        JsonNode sealed = pod.at("/initContainers/0/volumeMounts");
        assertTrue(named(sealed, "key-encryption-key").at("/readOnly").asBoolean());
        assertEquals(
                "Memory", named(pod.at("/volumes"), "unsealed").at("/emptyDir/medium").asText());
    }

    @Test
    void plainTextOfDocumentsStaysInMemory() throws IOException {
        JsonNode pod = pod(rendered(IMAGE));
        assertEquals(
                "Memory", named(pod.at("/volumes"), "scratch").at("/emptyDir/medium").asText());
    }

    @Test
    void healthIsAskedForWhereTheServerAnswersIt() throws IOException {
        JsonNode container = pod(rendered(IMAGE)).at("/containers/0");
        assertEquals("/q/health/live", container.at("/livenessProbe/httpGet/path").asText());
        assertEquals("/q/health/ready", container.at("/readinessProbe/httpGet/path").asText());
        assertEquals("/q/health/ready", container.at("/startupProbe/httpGet/path").asText());
    }

    @Test
    void onlyTheDatabaseTheIdentityProviderAndTheNameServiceAreReachable() throws IOException {
        JsonNode policy = rendered(IMAGE).get("NetworkPolicy").at("/spec");
        assertEquals("[\"Ingress\",\"Egress\"]", policy.at("/policyTypes").toString());
        assertEquals(List.of("5432", "8080", "53,53"), ports(policy.at("/egress")));
        for (JsonNode rule : policy.at("/egress")) {
            // A rule without peers would allow every address.
            assertTrue(rule.at("/to").size() > 0, rule.toString());
            assertFalse(rule.toString().contains("ipBlock"), rule.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://identity.internal/auth, 443",
        "http://identity.internal/auth, 80",
        "https://identity.internal:8443/auth, 8443"
    })
    void thePolicyFollowsTheIdentityProvidersAddress(String url, String port) throws IOException {
        JsonNode policy = rendered(with("identity.url", url)).get("NetworkPolicy");
        assertEquals(port, ports(policy.at("/spec/egress")).get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "publicUrl, not-an-address",
        "publicUrl, https://carrel.internal/",
        "database.port, 0",
        "image.pullPolicy, Sometimes",
        "storage.size, much",
        "encryption.key, a b; rm -r /",
        "databse.host, misspelt"
    })
    void theSchemaRefusesWhatCannotWork(String setting, String value) {
        var failure =
                assertThrows(IllegalStateException.class, () -> rendered(with(setting, value)));
        assertTrue(String.valueOf(failure.getMessage()).contains("schema"), failure.getMessage());
    }

    private static Map<String, String> with(String setting, String value) {
        var settings = new TreeMap<>(IMAGE);
        settings.put(setting, value);
        return settings;
    }

    private static Map<String, JsonNode> rendered(Map<String, String> settings) throws IOException {
        var command = new Helm(CHART).template().withName("test");
        settings.forEach(command::set);
        var objects = new TreeMap<String, JsonNode>();
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(command.call())) {
            while (documents.hasNext()) {
                JsonNode object = documents.next();
                if (object.has("kind")) {
                    assertEquals(null, objects.put(object.at("/kind").asText(), object));
                }
            }
        }
        return objects;
    }

    private static JsonNode pod(Map<String, JsonNode> objects) {
        return objects.get("Deployment").at("/spec/template/spec");
    }

    private static JsonNode named(JsonNode items, String name) {
        for (JsonNode item : items) {
            if (item.at("/name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("nothing is named " + name);
    }

    private static List<String> ports(JsonNode rules) {
        var ports = new ArrayList<String>();
        for (JsonNode rule : rules) {
            ports.add(
                    StreamSupport.stream(rule.at("/ports").spliterator(), false)
                            .map(port -> port.at("/port").asText())
                            .collect(Collectors.joining(",")));
        }
        return ports;
    }
}
