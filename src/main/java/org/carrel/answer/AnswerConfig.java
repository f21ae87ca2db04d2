package org.carrel.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How answers are made. */
@ConfigMapping(prefix = "carrel.answer")
interface AnswerConfig {

    /** Most tokens the model may write. */
    @WithDefault("64")
    int maxTokens();

    /** Most tokens of evidence in a prompt; the first sentence is in it whatever its length. */
    @WithDefault("400")
    int evidenceTokens();

    /** Longest wait for a whole answer where the caller does not stream. */
    @WithDefault("120s")
    Duration patience();

    /** Passages whose sentences are weighed as evidence. */
    @WithDefault("60")
    int passages();

    /** Most sentences of evidence. A small model copies what it is given: few are better. */
    @WithDefault("3")
    int quotes();

    /**
     * Strength from which evidence is an answer. Strength is the probability, 0 to 1, that the
     * first citation answers the question, as measured on contracts (docs/adr/0021); where a
     * question asks for nothing that the lists of concepts know, it is a guess.
     */
    @WithDefault("0.5")
    double answerFrom();

    /**
     * Strength from which evidence is an answer with reserve, marked as hedged; below it the answer
     * is that the documents do not say.
     */
    @WithDefault("0.2")
    double hedgeFrom();

    /**
     * What becomes of written sentences that the evidence does not carry: {@code drop} leaves them
     * out and counts them, {@code mark} shows them as unsupported.
     */
    @WithDefault("drop")
    Unsupported unsupported();

    /** Most documents that one comparison asks, each for itself. */
    @WithDefault("20")
    int compared();

    /** What becomes of an unsupported sentence. */
    enum Unsupported {
        DROP,
        MARK
    }

    /**
     * Words in a question that call for wording, so that a model writes the answer where one is
     * installed; any other question is answered by the sentence itself.
     */
    @WithDefault("how,why,explain,compare,difference,summarise,summarize,summary,describe,discuss")
    List<String> wordingFor();
}
