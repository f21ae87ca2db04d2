package org.carrel.models;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings a model into the folder that the runtime loads.
 *
 * <p>The folder {@code NAME} then holds {@code config.json}, {@code tokenizer.json}, {@code
 * tokenizer_config.json}, {@code model.safetensors} (matrices in 4 bits, the input embedding in
 * BF16, norms in F32) and {@code manifest.json}, see {@link ImportedModel}; of an ONNX model {@code
 * model.onnx}, {@code tokenizer.json} and {@code manifest.json}. The same source gives the same
 * bytes. It appears whole or not at all; an import that was killed is simply run again.
 *
 * <p>As a program, in a JVM of its own: {@code java -Xmx256m -cp … org.carrel.models.ModelImport},
 * then either what a manifest pins, {@code --manifest NAME|FILE.json --parts FILE[,FILE…] --into
 * CARREL_HOME/models [--verify]}, or any {@link ModelSource}: {@code --from PATH[,PATH…] --name
 * NAME --into CARREL_HOME/models [--base PATH]}. It computes in plain Java and needs neither {@code
 * --add-modules} nor, but for ONNX models, native access. Standard output has lines {@code progress
 * STAGE DONE TOTAL} and at the end {@code imported FOLDER}, or {@code present FOLDER} when it was
 * there already. A failure is one line on standard error and exit code 1; wrong arguments are exit
 * code 2.
 */
public final class ModelImport {

    /** A message may quote a hostile file. */
    private static final int MOST_LINE = 600;

    private final ModelManifest manifest;
    private final Path models;
    private final ImportProgress progress;

    /**
     * An import that has not begun.
     *
     * @param manifest what to import
     * @param models folder in which the model gets a folder of its own name
     * @param progress called on the importing thread
     */
    public ModelImport(ModelManifest manifest, Path models, ImportProgress progress) {
        this.manifest = manifest;
        this.models = models;
        this.progress = progress;
    }

    /** How an import ended. */
    public sealed interface Outcome {

        /** Where the model lies. */
        Path folder();

        /** It was written now. */
        record Imported(Path folder) implements Outcome {}

        /** It was there, from the same source and intact. */
        record Present(Path folder) implements Outcome {}
    }

    /**
     * Imports the model unless it is there.
     *
     * @param parts the source files, in the manifest's order; not read when the model is there
     * @param thoroughly whether a model that is there is compared by SHA-256, not only by size
     * @throws ImportRefusedException when parts or model are not what they should be, or another
     *     import runs
     * @throws org.carrel.models.gguf.GgufFormatException when the joined file is malformed
     * @throws IOException when the disk fails or is full
     */
    public Outcome run(List<Path> parts, boolean thoroughly) throws IOException {
        try (ImportFolder place = ImportFolder.lock(models, manifest.name())) {
            if (present(place.finished(), thoroughly)) {
                place.discard();
                return new Outcome.Present(place.finished());
            }
            return new Outcome.Imported(place.build(partial -> fill(parts, partial)));
        }
    }

    private boolean present(Path folder, boolean thoroughly) throws IOException {
        Optional<ImportedModel> model = ImportedModel.read(folder);
        return model.isPresent()
                && model.get().sourceSha256().equals(manifest.sha256())
                && model.get().version().equals(manifest.version())
                && model.get().intact(folder, thoroughly);
    }

    private void fill(List<Path> parts, Path partial) throws IOException {
        FreeSpace.require(partial, manifest.bytes());
        Path joined = partial.resolve("source.gguf");
        new PartJoiner(manifest, progress).join(parts, joined);
        ModelFacts facts;
        try (SourceModel model = GgufModel.open(joined, TensorChange.NONE)) {
            if (model.shape().context() != manifest.contextLength()) {
                throw new ImportRefusedException(
                        "the file's context length is %d, the manifest's %d"
                                .formatted(model.shape().context(), manifest.contextLength()));
            }
            ModelFacts.Loss loss = new ModelConversion(model, progress).convert(partial);
            facts = ModelFacts.of(model, manifest.files(), loss);
        }
        Files.delete(joined);
        describe(facts).writeWithFiles(partial, progress);
    }

    private ImportedModel describe(ModelFacts facts) {
        return new ImportedModel(
                manifest.name(),
                manifest.version(),
                manifest.licence(),
                manifest.contextLength(),
                ImportedModel.FORM,
                manifest.sha256(),
                List.of(),
                manifest.intendedUse(),
                manifest.limits(),
                facts);
    }

    /**
     * Imports a source that no manifest pins, unless it is there. Name, context, licence and the
     * like come from its files.
     *
     * @param name of the folder in {@code models}: lower-case letters, digits, dots, dashes,
     *     underscores
     * @param progress called on the importing thread
     * @throws ImportRefusedException when the source is not what it should be or would not run
     *     rightly, another model has the name, or another import runs
     * @throws org.carrel.models.gguf.GgufFormatException when a GGUF file is malformed
     * @throws IOException when the disk fails or is full
     */
    public static Outcome unpinned(
            String name, ModelSource source, Path models, ImportProgress progress)
            throws IOException {
        return new UnpinnedImport(name, source, progress).into(models);
    }

    /**
     * Removes what an import that was killed has left, unless another import has the place.
     *
     * @param models folder of models
     * @param name that the import was for
     */
    public static void abandon(Path models, String name) throws IOException {
        if (!ModelManifest.isName(name) || !Files.isDirectory(models)) {
            return;
        }
        try (ImportFolder place = ImportFolder.lock(models, name)) {
            place.discard();
        } catch (ImportRefusedException e) {
            // It is in work, by somebody else.
        }
    }

    /** See the class. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments, System.out, System.err));
    }

    static int execute(String[] arguments, PrintStream out, PrintStream err) {
        Optional<ImportArguments> given = ImportArguments.parse(List.of(arguments));
        if (given.isEmpty()) {
            err.println(ImportArguments.USAGE);
            return 2;
        }
        try {
            switch (outcome(given.get(), new ProgressLines(out))) {
                case Outcome.Imported(Path folder) -> out.println("imported " + folder);
                case Outcome.Present(Path folder) -> out.println("present " + folder);
            }
            return 0;
        } catch (IOException e) {
            err.println("model import failed: " + oneLine(e));
            return 1;
        }
    }

    private static Outcome outcome(ImportArguments arguments, ImportProgress progress)
            throws IOException {
        return switch (arguments) {
            case ImportArguments.Pinned(
                            String manifest,
                            List<Path> parts,
                            Path into,
                            boolean thoroughly) ->
                    new ModelImport(ModelManifest.load(manifest), into, progress)
                            .run(parts, thoroughly);
            case ImportArguments.Unpinned(
                            List<Path> from,
                            Optional<Path> base,
                            String name,
                            Path into) -> {
                ModelSource source =
                        base.isPresent()
                                ? ModelSource.detect(from.getFirst(), base.get())
                                : ModelSource.detect(from);
                yield unpinned(name, source, into, progress);
            }
        };
    }

    private static String oneLine(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(line.length(), MOST_LINE));
    }
}
