package org.carrel.models;

/**
 * Which source row becomes which target row.
 *
 * <p>A llama head rotates pairs of numbers by an angle. Hugging Face (and the runtime) pair number
 * i of a head with number i + size/2; GGUF stores the rows so that a pair lies side by side, at 2i
 * and 2i + 1. So query and key rows have to be put back in order, head by head.
 *
 * @param headSize rows of one head, even; 1 leaves every row where it is
 */
record RowOrder(int headSize) {

    static final RowOrder UNCHANGED = new RowOrder(1);

    /** The source row that becomes row {@code target}. */
    int source(int target) {
        if (headSize == 1) {
            return target;
        }
        int half = headSize / 2;
        int inHead = target % headSize;
        return target - inHead + 2 * (inHead % half) + inHead / half;
    }
}
