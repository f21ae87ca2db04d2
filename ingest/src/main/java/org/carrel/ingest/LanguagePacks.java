package org.carrel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with the data by which text in pictures is recognised: a file {@code
 * <language>.traineddata} for each language. English and the data that tell which way up a page is
 * come with Carrel; an operator adds others, or better ones, by putting files there.
 *
 * @param folder that the extraction child may read; {@link
 *     org.carrel.ingest.transcript.Source#languageFolder}
 */
public record LanguagePacks(Path folder) {

    private static final String SUFFIX = ".traineddata";
    private static final String ORIENTATION = "osd";
    private static final List<String> BUILT_IN = List.of("eng", ORIENTATION);

    /**
     * Puts the built-in data into the folder; a file that is there already is left alone.
     *
     * @throws IOException when the folder cannot be written
     */
    public LanguagePacks prepare() throws IOException {
        Files.createDirectories(folder);
        for (String language : BUILT_IN) {
            Path file = folder.resolve(language + SUFFIX);
            if (!Files.exists(file)) {
                unpack(language + SUFFIX, file);
            }
        }
        return this;
    }

    /** The languages whose data are there, in alphabetical order. */
    public List<String> languages() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(language -> !language.equals(ORIENTATION))
                    .sorted()
                    .toList();
        }
    }

    /** Complete or not at all, and harmless when two processes do it at once. */
    private void unpack(String name, Path file) throws IOException {
        Path partial = Files.createTempFile(folder, name, ".part");
        try (InputStream in = LanguagePacks.class.getResourceAsStream("/tessdata/" + name)) {
            if (in == null) {
                throw new IOException("this build lacks " + name);
            }
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
