package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The documents of a set on the server, known by the bytes that they have, and their texts there.
final class Library {
    private static final int KEPT = 16;

    private final Server server;
    private final String collection;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<String> unusable = new ArrayList<>();
    private final Map<String, Text> texts =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Text> eldest) {
                    return size() > KEPT;
                }
            };

    /// A document's text on the server.
    ///
    /// @param pages where each page stands in it, from page 1
    record Text(String text, Letters letters, List<Range> pages) {
        static Text of(JsonNode node) {
            String text = node.path("text").asText();
            List<Range> pages = new ArrayList<>();
            node.path("pages")
                    .forEach(page ->
                            pages.add(
                                    new Range(
                                            page.path("start").asInt(), page.path("end").asInt())));
            return new Text(text, Letters.of(text), pages);
        }

        /// From 1; 0 if it is on none.
        int page(int offset) {
            for (int i = 0; i < pages.size(); i++) {
                if (offset >= pages.get(i).start() && offset < pages.get(i).end()) {
                    return i + 1;
                }
            }
            return 0;
        }
    }

    /// @param collection its id
    Library(Server server, String collection) {
        this.server = server;
        this.collection = collection;
    }

    String collection() {
        return collection;
    }

    /// Sends those documents that the collection lacks, and waits for them.
    void fill(List<SetDocument> documents) {
        Map<String, String> hashes = new HashMap<>();
        documents.forEach(document -> hashes.put(document.name(), document.sha256()));
        Map<String, Server.Stored> there = server.documents(collection);
        List<SetDocument> missing = new ArrayList<>();
        Set<String> sent = new HashSet<>();
        for (SetDocument document : documents) {
            String hash = hashes.getOrDefault(document.name(), "");
            Server.Stored stored = there.get(hash);
            boolean done = stored != null && !stored.state().equals("processing");
            if (!done && sent.add(hash)) {
                missing.add(document);
            }
        }
        if (!missing.isEmpty()) {
            send(missing);
            there = server.documents(collection);
        }
        for (SetDocument document : documents) {
            Server.Stored stored = there.get(hashes.getOrDefault(document.name(), ""));
            if (stored != null && stored.state().equals("indexed")) {
                ids.put(document.name(), stored.id());
                names.putIfAbsent(stored.id(), document.name());
            } else {
                unusable.add(document.name());
            }
        }
    }

    private void send(List<SetDocument> missing) {
        try {
            Path folder = Files.createTempDirectory("carrel-eval");
            try {
                List<Server.Given> files = new ArrayList<>();
                for (SetDocument document : missing) {
                    files.add(
                            new Server.Given(
                                    document.onDisk(folder, files.size()), document.name()));
                }
                server.ingest(collection, files);
            } finally {
                for (Path file : Lines.below(folder)) {
                    Files.delete(file);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the documents that are to be sent", e);
        }
    }

    /// Names of those that the server could not index.
    List<String> unusable() {
        return unusable;
    }

    int size() {
        return ids.size();
    }

    /// The server's id of a document by the name that it has in the set.
    Optional<String> id(String name) {
        return Optional.ofNullable(ids.get(name));
    }

    /// The set's name of a document; the id for one that is not of the set.
    String name(String id) {
        return names.getOrDefault(id, id);
    }

    Text text(String id) {
        Text known = texts.get(id);
        if (known == null) {
            known = Text.of(server.text(id));
            texts.put(id, known);
        }
        return known;
    }
}
