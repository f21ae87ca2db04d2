package org.carrel.models.runtime;

import java.util.Arrays;

/**
 * A prompt as the model reads it.
 *
 * @param ids its tokens
 * @param shared how many of them, from the start, depend on the template and the instructions alone
 */
@SuppressWarnings("ArrayRecordComponent") // read on the hot path, never compared
record PromptTokens(int[] ids, int shared) {

    int length() {
        return ids.length;
    }

    int[] sharedIds() {
        return Arrays.copyOf(ids, shared);
    }
}
