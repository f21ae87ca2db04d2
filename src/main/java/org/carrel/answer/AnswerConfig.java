package org.carrel.answer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How answers are made. */
@ConfigMapping(prefix = "carrel.answer")
interface AnswerConfig {

    /** Name of the model under CARREL_HOME/models, or {@code none}. */
    @WithDefault("tinyllama-1.1b-chat")
    String model();

    /** Threads that the model computes with; 0 takes every core. */
    @WithDefault("0")
    int modelThreads();

    /** Generations that may wait; one more is answered with 429. */
    @WithDefault("8")
    int queue();

    /** How many of them may be one person's; one more is answered with 429. */
    @WithDefault("4")
    int queueEach();

    /** Memory for prompts that the model has read, used again within one access scope alone. */
    @WithDefault("128M")
    MemorySize promptMemory();

    /** Whether the model guesses from its prompt what it will write: faster, the same text. */
    @WithDefault("true")
    boolean promptLookup();

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
