package org.carrel.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of made models for tests of other packages. */
public final class MadeFiles {

    private MadeFiles() {}

    /** A small llama. */
    public static Path gguf(Path file) throws IOException {
        return Files.write(file, new MadeLlama(1).write().build());
    }
}
