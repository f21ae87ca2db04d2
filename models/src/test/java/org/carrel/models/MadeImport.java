package org.carrel.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A source file in two parts, its manifest, and a place to import it to. */
public record MadeImport(ModelManifest manifest, List<Path> parts, Path models) {

    static final String NAME = "made";

    /** Cuts the file in two and describes it truthfully. */
    static MadeImport of(byte[] gguf, Path folder) throws IOException {
        int cut = gguf.length / 3;
        byte[] first = Arrays.copyOf(gguf, cut);
        byte[] second = Arrays.copyOfRange(gguf, cut, gguf.length);
        ModelManifest manifest =
                new ModelManifest(
                        NAME,
                        "1",
                        "Apache-2.0",
                        MadeLlama.CONTEXT,
                        gguf.length,
                        hash(gguf),
                        List.of(part(first), part(second)),
                        "tests",
                        List.of("says nothing sensible"));
        return new MadeImport(
                manifest,
                List.of(
                        Files.write(folder.resolve("part1"), first),
                        Files.write(folder.resolve("part2"), second)),
                folder.resolve("models"));
    }

    /** A model imported from GGUF. */
    public static Path imported(MadeLlama model, Path folder) throws IOException {
        return of(model.write().build(), folder).run().folder();
    }

    ModelImport.Outcome run() throws IOException {
        return run(false);
    }

    ModelImport.Outcome run(boolean thoroughly) throws IOException {
        return new ModelImport(manifest, models, (stage, done, total) -> {}).run(parts, thoroughly);
    }

    Path finished() {
        return models.resolve(NAME);
    }

    Path partial() {
        return models.resolve(NAME + ".partial");
    }

    private static ModelManifest.Part part(byte[] bytes) {
        return new ModelManifest.Part(
                "made-part", "1.0.0", "model.part", bytes.length, hash(bytes));
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
