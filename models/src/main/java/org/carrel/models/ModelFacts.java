package org.carrel.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carrel.models.ImportedModel.StoredFile;

/**
 * What an import found out about a model.
 *
 * @param architecture as the source names it, such as {@code mistral}
 * @param parameters number of weights
 * @param sourceForm container and types of the source's weights
 * @param base the model that it was made from
 * @param sources the files that it was made from
 * @param loss what quantising cost
 */
public record ModelFacts(
        String architecture,
        long parameters,
        String sourceForm,
        String base,
        List<StoredFile> sources,
        Loss loss) {

    /** Stands where the files of a model do not say. */
    public static final String NOT_STATED = "not stated";

    /** Of a folder that was imported before facts were kept. */
    static final ModelFacts UNKNOWN =
            new ModelFacts(NOT_STATED, 0, NOT_STATED, NOT_STATED, List.of(), Loss.NONE);

    /**
     * How far the stored matrices are from the source's: the root of the sum of squared differences
     * over the sum of squared weights. This is also the relative error that is to be expected of a
     * matrix's product with a vector of independent values. What the source itself lost when it was
     * made is not in it.
     *
     * @param relativeError over all quantised matrices
     * @param worstTensor the one that lost most; empty when none was quantised
     * @param worstRelativeError its own
     */
    public record Loss(double relativeError, String worstTensor, double worstRelativeError) {

        static final Loss NONE = new Loss(0, "", 0);
    }

    public ModelFacts {
        sources = List.copyOf(sources);
    }

    static ModelFacts of(SourceModel model, List<StoredFile> sources, Loss loss) {
        SourceModel.Stated stated = model.stated();
        Map<String, Long> weights = new HashMap<>();
        // An embedding that is the output matrix too is counted once.
        model.tensors().values().forEach(source -> weights.put(source.name(), source.weights()));
        return new ModelFacts(
                stated.architecture(),
                weights.values().stream().mapToLong(Long::longValue).sum(),
                stated.form(),
                stated.base(),
                sources,
                loss);
    }
}
