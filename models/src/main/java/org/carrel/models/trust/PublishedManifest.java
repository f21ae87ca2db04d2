package org.carrel.models.trust;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.carrel.models.ImportRefusedException;

/**
 * What a publisher says of a model. Its JSON form is models/manifests/model-manifest.schema.json.
 *
 * @param name lower-case
 * @param version of the model, as its publisher counts
 * @param files that the model is made of, all of them
 * @param licence SPDX identifier
 * @param base the model that it was made from; {@code none} for one made from nothing
 * @param trainingData what it was trained on
 * @param intendedUse what it is for
 * @param limits what it cannot do
 * @param evaluation how it was measured, and what came out
 */
public record PublishedManifest(
        String name,
        String version,
        List<PublishedFile> files,
        String licence,
        String base,
        String trainingData,
        String intendedUse,
        List<String> limits,
        String evaluation) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_FILES = 256;
    private static final int MOST_LIMITS = 32;
    private static final int MOST_CHARACTERS = 4_000;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // A number is no text, as in the schema.
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    /**
     * One file of a model.
     *
     * @param name without a folder
     * @param sha256 lower-case hexadecimal
     */
    public record PublishedFile(String name, String sha256) {}

    public PublishedManifest {
        files = List.copyOf(files);
        limits = List.copyOf(limits);
    }

    /**
     * @param bytes JSON in UTF-8
     * @throws ImportRefusedException if they are not a manifest of the schema
     */
    public static PublishedManifest parse(byte[] bytes) throws IOException {
        try {
            PublishedManifest manifest = JSON.readValue(bytes, PublishedManifest.class);
            manifest.check();
            return manifest;
        } catch (JacksonException | NullPointerException e) {
            // Jackson's message quotes the input.
            throw new ImportRefusedException("the model's manifest is not JSON of its schema");
        }
    }

    private void check() throws ImportRefusedException {
        require("name", NAME.matcher(name).matches());
        require("version", VERSION.matcher(version).matches());
        require("files", !files.isEmpty() && files.size() <= MOST_FILES);
        Set<String> names = new HashSet<>();
        for (PublishedFile file : files) {
            require("files", FILE.matcher(file.name()).matches() && names.add(file.name()));
            require("files", HASH.matcher(file.sha256()).matches());
        }
        requireText("licence", licence);
        requireText("base", base);
        requireText("trainingData", trainingData);
        requireText("intendedUse", intendedUse);
        require("limits", limits.size() <= MOST_LIMITS);
        for (String limit : limits) {
            requireText("limits", limit);
        }
        requireText("evaluation", evaluation);
    }

    private static void requireText(String member, String value) throws ImportRefusedException {
        require(member, !value.isBlank() && value.length() <= MOST_CHARACTERS);
    }

    private static void require(String member, boolean holds) throws ImportRefusedException {
        if (!holds) {
            throw new ImportRefusedException("the model's manifest has an unusable " + member);
        }
    }
}
