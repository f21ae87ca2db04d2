package org.carrel.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How files are taken in. */
@ConfigMapping(prefix = "carrel.intake")
interface IntakeConfig {

    /** Free room on the documents' disk below which nothing is taken in. */
    @WithDefault("1G")
    MemorySize minFree();

    /** The disk whose room counts. */
    @WithDefault("${carrel.home}")
    Path disk();

    /** Folder of short-lived plain files, where what the watched folder held is read from. */
    @WithDefault("${carrel.home}/work")
    Path workFolder();

    /** Folder of what has come of unfinished uploads, in plain form. */
    @WithDefault("${carrel.home}/work/uploads")
    Path uploadFolder();

    /** An unfinished upload that nobody goes on with for this long is removed. */
    @WithDefault("24h")
    Duration uploadExpiry();

    /** Unfinished uploads that one person may have. */
    @WithDefault("100")
    int maxUploads();

    /** Size of all unfinished uploads of one person. */
    @WithDefault("16G")
    MemorySize maxUploadBytes();
}
