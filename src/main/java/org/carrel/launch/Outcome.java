package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What became of one file.
///
/// @param path on this machine; empty for a file that was found within another
/// @param documentId empty for one that was refused
/// @param reason empty where there is nothing to explain
record Outcome(
        String path, String name, String documentId, String state, String reason, String detail) {
    static final String INDEXED = "indexed";
    static final String REFUSED = "refused";

    static Outcome refused(LocalFile file, String detail) {
        return new Outcome(file.path().toString(), file.name(), "", REFUSED, "", detail);
    }

    /// @param told an item of a job, or a document
    static Outcome of(String path, JsonNode told) {
        String id = text(told, "documentId");
        return new Outcome(
                path,
                text(told, "name").isEmpty() ? id : text(told, "name"),
                id.isEmpty() ? text(told, "id") : id,
                text(told, "state"),
                text(told, "reason"),
                text(told, "detail"));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Printable.line(value.asText()) : "";
    }

    boolean good() {
        return state.equals(INDEXED);
    }

    /// For a person, on one line.
    String line() {
        String line = String.format("%-12s %s", state, name.isEmpty() ? path : name);
        String why =
                reason.isEmpty() || detail.isEmpty() ? reason + detail : reason + ", " + detail;
        return why.isEmpty() ? line : line + ": " + why;
    }

    /// For a program.
    String json() {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("path", path.isEmpty() ? null : path)
                .put("name", name)
                .put("documentId", documentId.isEmpty() ? null : documentId)
                .put("state", state)
                .put("reason", reason.isEmpty() ? null : reason)
                .put("detail", detail.isEmpty() ? null : detail);
        return node.toString();
    }
}
