package org.carrel.document;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How far files within files are followed. What lies beyond is entered, and not read. */
@ConfigMapping(prefix = "carrel.attachments")
interface AttachmentConfig {

    /** Containers around a file; mails that were forwarded on and on rarely come to five. */
    @WithDefault("10")
    int maxDepth();

    /** Files within a file that was handed in, over all levels. */
    @WithDefault("2000")
    int maxFiles();

    /** What they may come to, or max-ratio times the file itself if that is more. */
    @WithDefault("1G")
    MemorySize maxBytes();

    /** See max-bytes. */
    @WithDefault("100")
    int maxRatio();
}
