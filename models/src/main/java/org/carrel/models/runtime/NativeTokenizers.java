package org.carrel.models.runtime;

import ai.djl.util.Utils;
import java.nio.file.Path;

/** Sets up DJL's native tokenizers before their first use, which reads these properties once. */
final class NativeTokenizers {

    private NativeTokenizers() {}

    static synchronized void prepare(Path workFolder) {
        // Without it, opening a tokenizer asks the cloud metadata address 169.254.169.254 who we
        // are and reports it.
        System.setProperty("ai.djl.offline", "true");
        if (!Utils.isOfflineMode()) {
            throw new IllegalStateException("DJL_OFFLINE is set to false: unset it");
        }
        // The library for the CPU lies in the jar; any other flavour would be downloaded.
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("ENGINE_CACHE_DIR", workFolder.toAbsolutePath().toString());
    }
}
