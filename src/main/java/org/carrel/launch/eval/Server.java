package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The calls of the server's REST that an evaluation makes. Each throws a [RuntimeException] whose
/// message says in a line why it could not be done.
public interface Server {
    /// A document of a collection.
    ///
    /// @param state `processing`, `indexed` or `quarantined`
    record Stored(String id, String state) {}

    /// A file to be sent under a name.
    record Given(Path path, String name) {}

    /// The id of the collection of that name, which is made if there is none.
    String collection(String name);

    /// The documents of a collection, by the SHA-256 of their bytes in hexadecimal.
    Map<String, Stored> documents(String collection);

    /// Sends the files and waits until each is indexed or quarantined.
    void ingest(String collection, List<Given> files);

    /// `{text, pages, …}`
    JsonNode text(String document);

    JsonNode search(ObjectNode query);

    JsonNode ask(ObjectNode question);

    JsonNode summary(String document, ObjectNode wish);

    /// Deletes a collection and all in it.
    void remove(String collection);
}
