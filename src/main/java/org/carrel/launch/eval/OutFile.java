package org.carrel.launch.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that came, as JSON: `{about, sets: [{set, …, rows: […], figures: […], remarks, complete}]}`.
/// Rows are written as they come, for there may be more than fit into memory.
final class OutFile implements AutoCloseable {
    private final JsonGenerator json;

    OutFile(Path file, ObjectNode about) {
        this(writer(file), about);
    }

    private OutFile(Writer writer, ObjectNode about) {
        try {
            json = Lines.MAPPER.getFactory().createGenerator(writer);
            json.writeStartObject();
            json.writePOJOField("about", about);
            json.writeArrayFieldStart("sets");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the answers", e);
        }
    }

    /// Writes nowhere.
    static OutFile none(ObjectNode about) {
        return new OutFile(Writer.nullWriter(), about);
    }

    private static BufferedWriter writer(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void begin(ObjectNode set) {
        write(() -> {
            json.writeStartObject();
            json.writePOJOField("set", set);
            json.writeArrayFieldStart("rows");
        });
    }

    void row(ObjectNode row) {
        write(() -> {
            json.writeRaw("\n");
            json.writeTree(row);
        });
    }

    void end(Tally tally, boolean complete) {
        write(() -> {
            json.writeEndArray();
            json.writeArrayFieldStart("figures");
            for (Figure figure : tally.figures()) {
                json.writeRaw("\n");
                json.writePOJO(figure);
            }
            json.writeEndArray();
            json.writePOJOField("remarks", tally.remarks());
            json.writeBooleanField("complete", complete);
            json.writeEndObject();
            json.flush();
        });
    }

    /// The figures of a file that was written before, by the name of the set.
    static Map<String, List<Figure>> figures(Path file) {
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        try (JsonParser parser = Lines.MAPPER.getFactory().createParser(file.toFile())) {
            String set = "";
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                switch (parser.currentName()) {
                    case "rows" -> {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                    case "set" -> {
                        parser.nextToken();
                        JsonNode about = parser.readValueAsTree();
                        set = about.path("name").asText();
                    }
                    case "figures" -> {
                        parser.nextToken();
                        figures.put(set, read(parser.readValueAsTree()));
                    }
                    default -> {}
                }
            }
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<Figure> read(JsonNode nodes) {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode node : nodes) {
            figures.add(
                    new Figure(
                            node.path("group").asText(),
                            node.path("metric").asText(),
                            node.path("system").asText(),
                            node.path("value").asDouble(),
                            node.path("count").asLong()));
        }
        return figures;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the answers", e);
        }
    }

    @Override
    public void close() {
        write(json::close); // Closes the open array and object too.
    }
}
