package org.carrel.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a {@code tokenizer.json} from front to back: these files are too large to hold whole. */
final class TokenizerReader {

    private static final long MOST_BYTES = 128L << 20;

    private final Path file;
    private final TokenizerVocabulary vocabulary;
    private boolean hasModel;
    private String kind = "";

    TokenizerReader(Path file, TokenizerVocabulary vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
    }

    void read() throws IOException {
        StrictJson.requireSize(file, MOST_BYTES);
        try (JsonParser in = StrictJson.FACTORY.createParser(file.toFile())) {
            in.setCodec(new ObjectMapper());
            require(in.nextToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                member(in.currentName(), in);
            }
            require(in.nextToken() == null && hasModel);
        } catch (JacksonException e) {
            throw StrictJson.malformed(file);
        }
        if (!kind.equals("BPE")) {
            throw new ImportRefusedException(
                    "the tokenizer is of the kind %s; only BPE runs"
                            .formatted(kind.isEmpty() ? "that is not named" : kind));
        }
    }

    private void member(String name, JsonParser in) throws IOException {
        in.nextToken();
        switch (name) {
            case "added_tokens" -> {
                for (JsonNode token : in.<JsonNode>readValueAsTree()) {
                    JsonNode content = token.path("content");
                    require(content.isTextual() && token.path("id").canConvertToInt());
                    vocabulary.add(content.asText(), token.path("id").asLong(-1));
                }
            }
            case "post_processor" -> noteFirst(in.readValueAsTree());
            case "model" -> model(in);
            default -> in.skipChildren();
        }
    }

    /** Byte-level tokenizers wrap the template into a sequence. */
    private void noteFirst(JsonNode processor) {
        JsonNode template = processor;
        for (JsonNode step : processor.path("processors")) {
            template = step.has("single") ? step : template;
        }
        vocabulary.first(template.path("single").path(0).at("/SpecialToken/id").asText(""));
    }

    private void model(JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.START_OBJECT);
        hasModel = true;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                kind = in.getText();
            } else if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
                vocab(in);
            } else if (name.equals("merges") && value == JsonToken.START_ARRAY) {
                merges(in);
            } else {
                in.skipChildren();
            }
        }
    }

    private void vocab(JsonParser in) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String text = in.currentName();
            require(in.nextToken() == JsonToken.VALUE_NUMBER_INT);
            vocabulary.add(text, in.getLongValue());
        }
    }

    /** A merge is two tokens, as a text with a space between them or as a list. */
    private void merges(JsonParser in) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            String left;
            String right;
            if (in.currentToken() == JsonToken.START_ARRAY) {
                left = in.nextTextValue();
                right = in.nextTextValue();
                require(left != null && right != null && in.nextToken() == JsonToken.END_ARRAY);
            } else {
                require(in.currentToken() == JsonToken.VALUE_STRING);
                String[] pair = in.getText().split(" ", -1);
                require(pair.length == 2);
                left = pair[0];
                right = pair[1];
            }
            boolean known =
                    vocabulary.has(left) && vocabulary.has(right) && vocabulary.has(left + right);
            if (!known) {
                throw new ImportRefusedException(
                        "the tokenizer merges pieces that are not in its vocabulary");
            }
        }
    }

    private void require(boolean holds) throws ImportRefusedException {
        if (!holds) {
            throw StrictJson.malformed(file);
        }
    }
}
