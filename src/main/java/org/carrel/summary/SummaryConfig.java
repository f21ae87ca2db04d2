package org.carrel.summary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How summaries are made. */
@ConfigMapping(prefix = "carrel.summary")
interface SummaryConfig {

    /** Summaries that may be made at the same time; one more is answered with 429. */
    @WithDefault("2")
    int concurrent();

    /** Longest wait for a whole summary where the caller does not stream. */
    @WithDefault("300s")
    Duration patience();
}
