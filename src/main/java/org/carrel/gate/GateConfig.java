package org.carrel.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What a model has to show before it answers. */
@ConfigMapping(prefix = "carrel.gate")
interface GateConfig {

    /**
     * A file of questions in the form of Carrel's own sample, to be asked in its place
     * (docs/models.md).
     */
    Optional<Path> questions();

    /**
     * By which share of all questions a model may be worse than the one that answers, 0 to 1: with
     * fewer right answers, or with more that hold something unsupported.
     */
    @WithDefault("0")
    double tolerance();

    /** Share of right answers, 0 to 1, from which a model passes where none answers yet. */
    @WithDefault("0.5")
    double leastCorrect();
}
