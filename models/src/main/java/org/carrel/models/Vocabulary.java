package org.carrel.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;

/**
 * A SentencePiece vocabulary: token i has a text, a score and a kind.
 *
 * @param tokens the texts; a space is written as U+2581
 * @param scores pieces with a higher score are joined first
 * @param kinds what each token is
 */
record Vocabulary(List<String> tokens, List<Double> scores, List<Kind> kinds) {

    private static final int MOST_TOKENS = 300_000;

    /** Bounds the work on one token, which is cut at every place. */
    private static final int MOST_CHARACTERS = 512;

    /** The kinds of tokens; the numbers are GGUF's. */
    enum Kind {
        NORMAL(1),
        UNKNOWN(2),
        CONTROL(3),
        USER_DEFINED(4),
        UNUSED(5),
        BYTE(6);

        private final long number;

        Kind(long number) {
            this.number = number;
        }

        private static Kind of(long number) throws GgufFormatException {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new GgufFormatException("tokenizer.ggml.token_type holds " + number);
        }
    }

    /** Two neighbouring pieces that become one. */
    record Merge(String left, String right, double score) {}

    /**
     * Reads the vocabulary of a file.
     *
     * @throws GgufFormatException when lists are missing, of unequal length or hold a text twice
     * @throws ImportRefusedException when the tokenizer is of another kind
     */
    static Vocabulary read(GgufMetadata metadata)
            throws GgufFormatException, ImportRefusedException {
        String model = metadata.text("tokenizer.ggml.model");
        if (!model.equals("llama")) {
            throw new ImportRefusedException(
                    "the tokenizer is of the kind " + model + "; only llama can be imported");
        }
        List<String> tokens = metadata.texts("tokenizer.ggml.tokens");
        List<Double> scores = metadata.reals("tokenizer.ggml.scores");
        List<Kind> kinds = new ArrayList<>();
        for (long number : metadata.wholes("tokenizer.ggml.token_type")) {
            kinds.add(Kind.of(number));
        }
        if (scores.size() != tokens.size() || kinds.size() != tokens.size()) {
            throw new GgufFormatException("the tokenizer's lists are of unequal length");
        }
        check(tokens, scores);
        return new Vocabulary(tokens, scores, List.copyOf(kinds));
    }

    private static void check(List<String> tokens, List<Double> scores) throws GgufFormatException {
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
            throw new GgufFormatException("the vocabulary has " + tokens.size() + " tokens");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.isEmpty() || token.length() > MOST_CHARACTERS || token.contains(" ")) {
                throw new GgufFormatException("token " + i + " is empty, too long or has a space");
            }
            if (!seen.add(token)) {
                throw new GgufFormatException("token " + i + " repeats an earlier one");
            }
            if (scores.get(i).isNaN()) {
                throw new GgufFormatException("the score of token " + i + " is not a number");
            }
        }
    }

    /**
     * The merges, best first, that give the same pieces as SentencePiece, which always joins the
     * two neighbours whose joined piece has the highest score, and the leftmost at a tie. One piece
     * can be joined from several pairs; those with the longer left part come first, because where
     * they compete (a run of equal characters) the leftmost join has the longer left part.
     */
    List<Merge> merges() {
        Map<String, Double> joinable = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (kinds.get(i) == Kind.NORMAL) {
                joinable.put(tokens.get(i), scores.get(i));
            }
        }
        List<Merge> merges = new ArrayList<>();
        for (Map.Entry<String, Double> piece : joinable.entrySet()) {
            String text = piece.getKey();
            for (int at = 1; at < text.length(); at++) {
                String left = text.substring(0, at);
                String right = text.substring(at);
                if (joinable.containsKey(left) && joinable.containsKey(right)) {
                    merges.add(new Merge(left, right, piece.getValue()));
                }
            }
        }
        // The last two keys only make the order the same on every run.
        merges.sort(
                Comparator.comparingDouble(Merge::score)
                        .thenComparingInt(merge -> merge.left().length())
                        .reversed()
                        .thenComparing(Merge::left)
                        .thenComparing(Merge::right));
        return merges;
    }
}
