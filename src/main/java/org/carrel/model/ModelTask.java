package org.carrel.model;

import java.util.UUID;
import org.carrel.models.child.ModelPrograms;
import org.jspecify.annotations.Nullable;

/** Does one kind of work on models. What it began and did not end is begun anew. */
public interface ModelTask {

    /** Name of the kind, as it stands in the API. */
    String kind();

    /**
     * Does it.
     *
     * @param progress to be told how far it is, and asked whether it is still wanted
     * @return what an evaluation found
     * @throws WorkRefusedException if it cannot be done, and trying again would not help
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    @Nullable Evaluation run(Order order, ModelPrograms.Listener progress) throws Exception;

    /**
     * What was ordered.
     *
     * @param model by name
     * @param source of an import, below the folder of incoming models
     * @param base of an adapter, likewise
     * @param reason why it is taken in without a signature
     * @param by subject of who ordered it
     */
    record Order(
            UUID id,
            String model,
            @Nullable String source,
            @Nullable String base,
            @Nullable String reason,
            String by) {}
}
