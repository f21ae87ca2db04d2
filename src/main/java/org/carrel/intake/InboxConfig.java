package org.carrel.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The watched folder. */
@ConfigMapping(prefix = "carrel.inbox")
interface InboxConfig {

    /** Whether files are taken from it. */
    @WithDefault("true")
    boolean enabled();

    /** Holds a folder a collection, of its name. Files in it lie plain until they are taken. */
    @WithDefault("${carrel.home}/inbox")
    Path folder();

    /** Time between two looks; a file that two looks find unchanged is taken. */
    @WithDefault("5s")
    Duration poll();
}
