package org.carrel.model;

import java.util.Optional;
import org.carrel.models.LanguageModel;

/** The language model that answers on this server, as long as it does. */
public interface CurrentModel {

    /**
     * The model that answers now, if there is one. Another may take over at any time: whoever
     * begins something with a model keeps to it, and to its description, to the end.
     */
    Optional<LanguageModel> get();
}
