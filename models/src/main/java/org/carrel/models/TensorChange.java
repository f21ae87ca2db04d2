package org.carrel.models;

import java.io.IOException;
import java.util.Map;

/** What is done to a model's matrices, under Hugging Face's names, before anything else. */
interface TensorChange {

    /** Leaves them as they are. */
    TensorChange NONE = tensors -> tensors;

    Map<String, RowSource> apply(Map<String, RowSource> tensors) throws IOException;
}
