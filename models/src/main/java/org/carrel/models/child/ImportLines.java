package org.carrel.models.child;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.ModelImport.Outcome;
import org.jspecify.annotations.Nullable;

/** What the importer says on standard output. */
final class ImportLines implements Consumer<String> {

    private final Path folder;
    private final ModelPrograms.Listener listener;
    private @Nullable Outcome outcome;

    /**
     * @param folder where the model will lie
     */
    ImportLines(Path folder, ModelPrograms.Listener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    @Override
    public void accept(String line) {
        if (line.matches("progress \\w{1,20} \\d{1,18} \\d{1,18}")) {
            String[] words = line.split(" ", -1);
            listener.at(words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
        } else if (line.startsWith("imported ")) {
            outcome = new Outcome.Imported(folder);
        } else if (line.startsWith("present ")) {
            outcome = new Outcome.Present(folder);
        }
    }

    Outcome outcome() throws ImportRefusedException {
        if (outcome == null) {
            throw new ImportRefusedException("the importer ended without a model");
        }
        return outcome;
    }
}
