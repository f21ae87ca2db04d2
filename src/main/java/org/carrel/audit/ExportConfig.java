package org.carrel.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Exports of the audit log that are made in the background. */
@ConfigMapping(prefix = "carrel.audit.exports")
interface ExportConfig {

    /** Folder that they lie in, encrypted; of several servers on one database the same. */
    @WithDefault("${carrel.home}/exports")
    Path folder();

    /** How long one can be fetched after it was made. */
    @WithDefault("24h")
    Duration kept();

    /** How long a server waits before it looks for what another one left. */
    @WithDefault("5s")
    Duration lookEvery();
}
