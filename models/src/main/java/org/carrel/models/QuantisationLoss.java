package org.carrel.models;

/** Sums up, tensor by tensor, what Q4 loses; see {@link ModelFacts.Loss}. */
final class QuantisationLoss {

    private double squares;
    private double lostSquares;
    private double tensorSquares;
    private double tensorLost;
    private String worst = "";
    private double worstError;

    /** Adds one block of {@link Q4Block#WEIGHTS} weights and what became of them. */
    void add(float[] weights, int from, byte[] steps, int at, float scale) {
        for (int j = 0; j < Q4Block.BYTES; j++) {
            add(weights[from + j], ((steps[at + j] & 0xf) - 8) * scale);
            add(weights[from + Q4Block.BYTES + j], ((steps[at + j] >> 4 & 0xf) - 8) * scale);
        }
    }

    private void add(double weight, double stored) {
        tensorSquares += weight * weight;
        tensorLost += (weight - stored) * (weight - stored);
    }

    /** Closes the sums of one tensor. */
    void end(String tensor) {
        double error = relative(tensorLost, tensorSquares);
        if (tensorSquares > 0 && (worst.isEmpty() || error > worstError)) {
            worst = tensor;
            worstError = error;
        }
        squares += tensorSquares;
        lostSquares += tensorLost;
        tensorSquares = 0;
        tensorLost = 0;
    }

    ModelFacts.Loss total() {
        return new ModelFacts.Loss(relative(lostSquares, squares), worst, worstError);
    }

    private static double relative(double lost, double of) {
        return of == 0 ? 0 : Math.sqrt(lost / of);
    }
}
