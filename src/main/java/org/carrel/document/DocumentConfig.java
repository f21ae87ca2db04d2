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

    /** Folder of short-lived plain files, where uploads arrive. */
    @WithDefault("${carrel.home}/work")
    Path workFolder();
}
