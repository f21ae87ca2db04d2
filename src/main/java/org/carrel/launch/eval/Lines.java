package org.carrel.launch.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads the files of sets.
final class Lines {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Lines() {}

    /// The objects of a file with one a line.
    static List<JsonNode> objects(Path file) {
        List<JsonNode> objects = new ArrayList<>();
        int number = 0;
        for (String line : text(file).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                objects.add(object(line, file + ", line " + number));
            }
        }
        return objects;
    }

    /// The first object of such a file; a missing node if there is none.
    static JsonNode first(Path file) {
        if (!Files.isRegularFile(file)) {
            return MAPPER.missingNode();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> object(line, file.toString()))
                    .orElseGet(MAPPER::missingNode);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static JsonNode whole(Path file) {
        return object(text(file), file.toString());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// The files of a folder that match a glob, in order; none if there is no such folder.
    static List<Path> files(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        files.sort(null);
        return files;
    }

    /// The regular files in and below a folder, in order.
    static List<Path> below(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /// A node's text; empty for null and for what is missing.
    static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText("");
    }

    static Range range(JsonNode start, JsonNode end, String text) {
        int from = text.offsetByCodePoints(0, start.asInt());
        return new Range(from, text.offsetByCodePoints(from, end.asInt() - start.asInt()));
    }

    private static JsonNode object(String json, String where) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
