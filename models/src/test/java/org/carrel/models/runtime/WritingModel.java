package org.carrel.models.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders of made models for tests of other packages. */
public final class WritingModel {

    /** Tokens of its context. */
    public static final int CONTEXT = 256;

    private WritingModel() {}

    /** A model that writes these letters and ends, when a prompt ends with a line end. */
    public static Path write(Path folder, String letters) throws IOException {
        return write(folder, letters, SmallVocabulary.END);
    }

    /** A model that writes the alphabet for ever. */
    public static Path writeEndless(Path folder) throws IOException {
        return write(folder, "abcdefghijklmnopqrstuvwxyz", SmallVocabulary.id("a"));
    }

    private static Path write(Path folder, String letters, int last) throws IOException {
        List<Integer> tokens = new ArrayList<>(List.of(SmallVocabulary.id('\n')));
        letters.chars()
                .forEach(letter -> tokens.add(SmallVocabulary.id(Character.toString(letter))));
        tokens.add(last);
        int[] chain = tokens.stream().mapToInt(Integer::intValue).toArray();
        SmallModel.writing(SmallVocabulary.chain(chain), CONTEXT)
                .write(folder, SmallModel.Form.F32);
        return folder;
    }
}
