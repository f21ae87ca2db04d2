package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What may be fetched, and the hash that each file must have: `launch/pins.json`.
record Pins(List<Artefact> artefacts) {

    /// Where an artefact comes from: through Maven or npm, so that a person's own settings and
    /// mirrors apply and no host is written down here.
    enum Source {
        MAVEN,
        NPM
    }

    /// One file to fetch.
    ///
    /// @param entry the file to take out of the fetched archive; empty: the archive itself
    /// @param file its name under `downloads/`
    /// @param downloadBytes what travels over the network
    /// @param bytes the size of the file that is kept
    /// @param sha256 of the file that is kept, in lower-case hexadecimal
    record Artefact(
            String name,
            String title,
            Source source,
            String coordinate,
            Optional<String> entry,
            String file,
            long downloadBytes,
            long bytes,
            String sha256) {}

    static Pins load() {
        try (InputStream in = Pins.class.getResourceAsStream("/launch/pins.json")) {
            if (in == null) {
                throw new IllegalStateException("launch/pins.json is not on the class path");
            }
            List<Artefact> artefacts = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(in).required("artefacts")) {
                artefacts.add(artefact(node));
            }
            return new Pins(List.copyOf(artefacts));
        } catch (IOException e) {
            throw new UncheckedIOException("launch/pins.json cannot be read", e);
        }
    }

    Artefact named(String name) {
        return artefacts.stream()
                .filter(artefact -> artefact.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no artefact is named " + name));
    }

    private static Artefact artefact(JsonNode node) {
        return new Artefact(
                node.required("name").asText(),
                node.required("title").asText(),
                Source.valueOf(node.required("source").asText().toUpperCase(java.util.Locale.ROOT)),
                node.required("coordinate").asText(),
                Optional.ofNullable(node.get("entry")).map(JsonNode::asText),
                node.required("file").asText(),
                node.required("downloadBytes").asLong(),
                node.required("bytes").asLong(),
                node.required("sha256").asText());
    }
}
