package org.carrel.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.carrel.models.ImportedModel.StoredFile;
import org.carrel.models.ModelImport.Outcome;

/** Imports a source that no manifest pins: what it is comes from its files alone. */
final class UnpinnedImport {

    static final String VERSION = "unpinned";

    private final String name;
    private final ModelSource source;
    private final ImportProgress progress;

    UnpinnedImport(String name, ModelSource source, ImportProgress progress) {
        this.name = name;
        this.source = source;
        this.progress = progress;
    }

    Outcome into(Path models) throws IOException {
        if (!ModelManifest.isName(name)) {
            throw new ImportRefusedException(
                    "not a model name: lower-case letters, digits, dots, dashes and underscores");
        }
        try (ImportFolder place = ImportFolder.lock(models, name)) {
            List<StoredFile> files = hashed();
            String hash = whole(files);
            if (Files.exists(place.finished())) {
                if (isThere(place.finished(), hash)) {
                    place.discard();
                    return new Outcome.Present(place.finished());
                }
            }
            return new Outcome.Imported(place.build(partial -> fill(partial, files, hash)));
        }
    }

    private boolean isThere(Path folder, String hash) throws IOException {
        Optional<ImportedModel> there = ImportedModel.read(folder);
        if (there.isEmpty() || !there.get().sourceSha256().equals(hash)) {
            throw new ImportRefusedException(
                    "another model is imported as " + name + "; choose another name");
        }
        return there.get().intact(folder, true);
    }

    private void fill(Path partial, List<StoredFile> files, String hash) throws IOException {
        ImportedModel model =
                switch (source) {
                    case ModelSource.Onnx onnx ->
                            new OnnxImport(onnx).into(partial, name, files, hash);
                    default -> converted(partial, files, hash);
                };
        if (!hashed().equals(files)) {
            throw new ImportRefusedException("the source was changed while it was imported");
        }
        model.writeWithFiles(partial, progress);
    }

    private ImportedModel converted(Path partial, List<StoredFile> files, String hash)
            throws IOException {
        OpenedSource opened = new OpenedSource(partial);
        ImportedModel imported;
        try (SourceModel model = opened.open(source)) {
            ModelFacts.Loss loss = new ModelConversion(model, progress).convert(partial);
            imported = described(model, files, hash, loss);
        }
        opened.discard();
        return imported;
    }

    private ImportedModel described(
            SourceModel model, List<StoredFile> files, String hash, ModelFacts.Loss loss) {
        return new ImportedModel(
                name,
                VERSION,
                model.stated().licence(),
                model.shape().context(),
                ImportedModel.FORM,
                hash,
                List.of(),
                ModelFacts.NOT_STATED,
                List.of(),
                ModelFacts.of(model, files, loss));
    }

    private List<StoredFile> hashed() throws IOException {
        return HashedFiles.of(source.files(), ImportProgress.Stage.VERIFY, progress);
    }

    /** Pieces of one file are named by the hash of the whole, like a manifest's. */
    private String whole(List<StoredFile> files) throws IOException {
        return source instanceof ModelSource.Gguf(List<Path> parts) && parts.size() > 1
                ? HashedFiles.joined(parts)
                : HashedFiles.whole(files);
    }
}
