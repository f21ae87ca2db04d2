package org.carrel.indexing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

    /** Documents waiting in the queue above which no more are taken in. */
    @WithDefault("100000")
    int maxQueued();

    /** An open job without an upload for this long takes no more. */
    @WithDefault("1h")
    Duration openJobIdle();

    /** Folder of short-lived plain files; extraction gets a folder in it. */
    @WithDefault("${carrel.home}/work")
    Path workFolder();

    /** Longest extraction of one document, in its child. */
    @WithDefault("60s")
    Duration extractionTime();

    /** Longest recognition of one page; a document with such pages may take that for each. */
    @WithDefault("60s")
    Duration recognitionTime();

    /** Longest extraction of one document, however many of its pages are recognised. */
    @WithDefault("1h")
    Duration extractionTotalTime();

    /** Time without work after which a child is stopped, to give its memory back. */
    @WithDefault("5m")
    Duration extractionIdle();

    /** Documents after which a child is replaced; 1 keeps them apart, for a second or two each. */
    @WithDefault("1000")
    int extractionFiles();

    /** Whether to refuse to start where the kernel gives the child no network namespace. */
    @WithDefault("false")
    boolean requireNetworkNamespace();

    /** Languages of text recognition, such as `eng,deu`; documents in others are read badly. */
    @WithDefault("eng")
    List<String> recognitionLanguages();

    /** Folder of the language data, one `LANGUAGE.traineddata` each. */
    @WithDefault("${carrel.home}/languages")
    Path languageFolder();

    /** How often the folder is looked at for data that documents were set aside for want of. */
    @WithDefault("1m")
    Duration languageCheck();

    /** Heap of the extraction child. */
    @WithDefault("512M")
    MemorySize extractionHeap();

    /** Documents extracted at once, each in a child of its own: one that hangs stops no other. */
    @WithDefault("2")
    int extractionChildren();
}
