package org.carrel.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's {@code README.md} says in its front matter, {@link ModelFacts#NOT_STATED} where it
 * does not.
 *
 * @param licence as it is called there
 * @param base the model that it was made from
 */
record ModelCard(String licence, String base) {

    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern FRONT =
            Pattern.compile("\\A---\\R(.*?)\\R---\\s*\\R?", Pattern.DOTALL);

    /** A name, or the first of a list of names. */
    private static final String VALUE = ":[ \\t]*(?:\\R[ \\t]*-[ \\t]*)?[\"']?([\\w./+-]{1,100})";

    static ModelCard read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new ModelCard(ModelFacts.NOT_STATED, ModelFacts.NOT_STATED);
        }
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        Matcher front = FRONT.matcher(text);
        String matter = front.find() ? front.group(1) : "";
        return new ModelCard(value(matter, "license"), value(matter, "base_model"));
    }

    private static String value(String matter, String key) {
        Matcher found = Pattern.compile("(?m)^" + key + VALUE).matcher(matter);
        return found.find() ? found.group(1) : ModelFacts.NOT_STATED;
    }
}
