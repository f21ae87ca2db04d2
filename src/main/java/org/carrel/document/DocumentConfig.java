package org.carrel.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where documents are kept. */
@ConfigMapping(prefix = "carrel.documents")
interface DocumentConfig {

    /** Folder of the encrypted originals and texts. */
    @WithDefault("${carrel.home}/documents")
    Path folder();

    /** The key that wraps every document's key: 32 random bytes, made on the first start. */
    @WithDefault("${carrel.home}/secrets/key-encryption.key")
    Path keyFile();

    /**
     * The share of runs of five words, 0 to 1, from which on two documents of a collection are
     * shown as near-duplicates. Below 0.7 some are missed.
     */
    @WithDefault("0.8")
    double nearDuplicate();

    /** Folder of short-lived plain files, where uploads arrive. */
    @WithDefault("${carrel.home}/work")
    Path workFolder();
}
