package org.carrel.openai;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What clients of OpenAI's API may do. */
@ConfigMapping(prefix = "carrel.chat")
interface ChatConfig {

    /**
     * Whether the language model may be spoken to without documents. Nothing holds such an answer
     * against anything: it can be wrong in every word, and says so in the header {@code
     * Carrel-Grounded} and the field {@code carrel}.
     */
    @WithDefault("false")
    boolean ungrounded();

    /** Most tokens of an answer without documents, and how many it has where none are named. */
    @WithDefault("256")
    int maxTokens();

    /** Longest wait for a whole answer where the caller does not stream. */
    @WithDefault("120s")
    Duration patience();

    /** Most texts that one call may have made into vectors. */
    @WithDefault("256")
    int embeddingInputs();

    /** Calls for vectors under way at a time; one more is answered with 429. */
    @WithDefault("2")
    int embeddingsAtOnce();
}
