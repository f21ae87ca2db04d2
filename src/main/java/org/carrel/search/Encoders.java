package org.carrel.search;

import java.util.List;
import org.carrel.model.EncoderActivations;
import org.carrel.models.EmbeddingModel;

/** By which models passages are found, and indexed, on this server. */
public interface Encoders {

    /** The encoder that finds. Another may take over at any time: keep to it for one search. */
    Encoder current();

    /** Those that a passage is indexed by: the current one, and the one that is to take over. */
    List<Encoder> written();

    /** The model that comes with Carrel, and no other. */
    static Encoders shipped(EmbeddingModel model) {
        Encoder shipped = new Encoder(Encoder.SHIPPED, EncoderActivations.SHIPPED, model);
        return new Encoders() {
            @Override
            public Encoder current() {
                return shipped;
            }

            @Override
            public List<Encoder> written() {
                return List.of(shipped);
            }
        };
    }
}
