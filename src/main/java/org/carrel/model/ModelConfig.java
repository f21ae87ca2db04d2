package org.carrel.model;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The language model of this machine. */
@ConfigMapping(prefix = "carrel.language-model")
interface ModelConfig {

    /**
     * Name of the model that answers until another is activated; {@code none} for no model at all.
     */
    @WithDefault("tinyllama-1.1b-chat")
    String name();

    /** Threads that the model computes with; 0 takes every core. */
    @WithDefault("0")
    int threads();

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

    /** Holds a folder a model. */
    @WithDefault("${carrel.home}/models")
    Path folder();

    /** Where models lie that can be imported, such as a disk that was mounted there. */
    @WithDefault("${carrel.home}/models/incoming")
    Path incoming();

    /** Longest time for an import. */
    @WithDefault("6h")
    Duration importTime();

    /** Longest time for an evaluation of one model. */
    @WithDefault("2h")
    Duration evaluationTime();

    /** Time between two looks whether another server has activated a model. */
    @WithDefault("5s")
    Duration lookEvery();

    /** How long a model that was replaced stays open for those who had just chosen it. */
    @WithDefault("30s")
    Duration grace();
}
