package org.carrel.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How retrieval works. */
@ConfigMapping(prefix = "carrel.search")
interface SearchConfig {

    /**
     * Pieces of indexes (Lucene's segments) kept open for reading; each takes some 17 kB of heap
     * and one mapping of a file. A small index that lies idle is one piece, a large one up to 30.
     */
    @WithDefault("6000")
    int openReaders();

    /** Indexes kept open for writing. */
    @WithDefault("16")
    int openWriters();

    /** Whether several servers write to one folder of indexes; each change then takes longer. */
    @WithDefault("false")
    boolean shared();

    /** Passages that each of BM25 and the vectors hands to the fusion. */
    @WithDefault("50")
    int candidates();

    /**
     * A list of short forms beside Carrel's own, such as {@code abbreviations.txt}: a path,
     * relative to CARREL_HOME. Each line: short form, |, what it stands for.
     */
    Optional<Path> abbreviations();

    /**
     * Name of a reranker's folder under CARREL_HOME/models, with {@code model.onnx} and {@code
     * tokenizer.json}, or {@code none}.
     */
    @WithDefault("none")
    String reranker();

    /** Passages that a reranker puts in order; each takes it some 10 to 50 ms of a core. */
    @WithDefault("24")
    int rerankCandidates();

    /** Longest wait for a reranker; after it the order is that of the fusion. */
    @WithDefault("PT1S")
    Duration rerankPatience();

    /** Threads of the embedding model. */
    @WithDefault("2")
    int embeddingThreads();

    /** Time between two looks whether another server has changed the encoder. */
    @WithDefault("PT5S")
    Duration encoderLookEvery();
}
