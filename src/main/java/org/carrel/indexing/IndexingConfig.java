package org.carrel.indexing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How documents are brought into the index. */
@ConfigMapping(prefix = "carrel.indexing")
interface IndexingConfig {

    /** Documents worked on at once; one waits for extraction while another is embedded. */
    @WithDefault("2")
    int workers();

    /** Passages embedded in one go; questions wait for at most this many. */
    @WithDefault("4")
    int embeddingBatch();

    /** How often PostgreSQL is asked for work. */
    @WithDefault("1s")
    Duration pollingInterval();

    /** How often running work is marked as alive; work not marked four times is begun anew. */
    @WithDefault("2s")
    Duration heartbeatInterval();

    /** Failures of Carrel's own after which a document is set aside as INTERNAL. */
    @WithDefault("3")
    int maxFailures();

    /** Wait after the first failure; doubles with each. */
    @WithDefault("5s")
    Duration retryDelay();

    /** Beginnings, by servers that did not live to finish, after which it is set aside too. */
    @WithDefault("10")
    int maxStarts();

    /** Time to end running work when the server stops; what does not end is done by the next. */
    @WithDefault("5s")
    Duration shutdownWait();

    /** Folder of short-lived plain files; extraction gets a folder in it. */
    @WithDefault("${carrel.home}/work")
    Path workFolder();

    /** Extraction of one document, in its child. */
    @WithDefault("60s")
    Duration extractionTime();

    /** Heap of the extraction child. */
    @WithDefault("512M")
    MemorySize extractionHeap();

    /** Documents extracted at once, each in a child of its own. */
    @WithDefault("1")
    int extractionChildren();
}
