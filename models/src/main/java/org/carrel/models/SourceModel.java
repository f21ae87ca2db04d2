package org.carrel.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A llama as its author left it, whatever the container: tensors have Hugging Face's names and row
 * order. For one thread.
 */
interface SourceModel extends AutoCloseable {

    LlamaShape shape();

    /** Every tensor of the source by Hugging Face's name; one without such a name by its own. */
    Map<String, RowSource> tensors();

    EndTokens endTokens();

    Stated stated();

    /**
     * Writes {@code tokenizer.json} and {@code tokenizer_config.json}, and checks that they fit.
     */
    void writeTokenizer(Path folder) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * The tokens that begin and end a text.
     *
     * @param begin put before every prompt; -1 for none
     * @param ends any of them ends an answer
     */
    record EndTokens(int begin, List<Integer> ends) {
        public EndTokens {
            ends = List.copyOf(ends);
        }
    }

    /**
     * What the files say about themselves, {@link ModelFacts#NOT_STATED} where they do not.
     *
     * @param architecture as the files name it
     * @param form of the source's weights, such as {@code GGUF: F32, Q4_K}
     * @param licence as the files name it
     * @param base the model that this one was made from
     */
    record Stated(String architecture, String form, String licence, String base) {}
}
