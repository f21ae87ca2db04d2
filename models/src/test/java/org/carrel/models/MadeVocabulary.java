package org.carrel.models;

import java.util.ArrayList;
import java.util.List;
import org.carrel.models.gguf.GgufBuilder;

/**
 * A small SentencePiece vocabulary: special tokens, 256 bytes, single characters, and pieces whose
 * scores fall in the order in which they are listed.
 */
final class MadeVocabulary {

    static final int SIZE = 384;

    private static final String CHARACTERS = "\u2581abcdefghilmnoprstuwäöüß–„“’";
    private static final List<String> PIECES =
            List.of(
                    "\u2581a",
                    "er",
                    "in",
                    "th",
                    "\u2581th",
                    "the",
                    "\u2581the",
                    "ab",
                    "bc",
                    "abc",
                    "aa",
                    "aaa",
                    "aaaa",
                    "cab",
                    "\u2581ab",
                    "st",
                    "gr",
                    "rö",
                    "öß",
                    "grö",
                    "größ",
                    "größe",
                    "\u2581größe",
                    "an",
                    "bar",
                    "bab");
    private static final List<String> SPACES =
            List.of("\u2581\u2581", "\u2581\u2581\u2581", "\u2581\u2581\u2581\u2581");

    private final List<String> tokens = new ArrayList<>();
    private final List<Float> scores = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();

    MadeVocabulary() {
        add("<unk>", 0, 2);
        add("<s>", 0, 3);
        add("</s>", 0, 3);
        for (int value = 0; value < 256; value++) {
            add("<0x%02X>".formatted(value), 0, 6);
        }
        float score = 0;
        for (String piece : PIECES) {
            add(piece, --score, 1);
        }
        // As in llama's own vocabulary: runs of spaces are joined last and all score the same.
        SPACES.forEach(run -> add(run, -1e9f, 1));
        float last = score;
        CHARACTERS.codePoints().forEach(c -> add(Character.toString(c), last - c, 1));
        while (tokens.size() < SIZE) {
            add("<unused" + tokens.size() + ">", 0, 5);
        }
    }

    private void add(String token, float score, int kind) {
        tokens.add(token);
        scores.add(score);
        kinds.add(kind);
    }

    List<String> tokens() {
        return tokens;
    }

    List<Float> scores() {
        return scores;
    }

    GgufBuilder write(GgufBuilder file) {
        return file.text("tokenizer.ggml.model", "llama")
                .texts("tokenizer.ggml.tokens", tokens)
                .reals("tokenizer.ggml.scores", scores)
                .wholes("tokenizer.ggml.token_type", kinds)
                .whole("tokenizer.ggml.bos_token_id", 1)
                .whole("tokenizer.ggml.eos_token_id", 2)
                .text(
                        "tokenizer.chat_template",
                        "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}");
    }

    /**
     * SentencePiece's own rule, applied plainly: join the neighbours whose joined piece has the
     * highest score, the leftmost at a tie, until none is left; what is no token becomes bytes.
     */
    List<Long> encode(String text) {
        List<String> pieces = new ArrayList<>();
        ("\u2581" + text.replace(' ', '\u2581'))
                .codePoints()
                .forEach(c -> pieces.add(Character.toString(c)));
        for (int at = best(pieces); at >= 0; at = best(pieces)) {
            pieces.set(at, pieces.get(at) + pieces.remove(at + 1));
        }
        List<Long> ids = new ArrayList<>();
        for (String piece : pieces) {
            int id = tokens.indexOf(piece);
            if (id >= 0) {
                ids.add((long) id);
            } else {
                for (byte b : piece.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                    ids.add(3L + (b & 0xff));
                }
            }
        }
        return ids;
    }

    private int best(List<String> pieces) {
        int best = -1;
        float score = Float.NEGATIVE_INFINITY;
        for (int i = 0; i + 1 < pieces.size(); i++) {
            int id = tokens.indexOf(pieces.get(i) + pieces.get(i + 1));
            if (id >= 0 && kinds.get(id) == 1 && scores.get(id) > score) {
                best = i;
                score = scores.get(id);
            }
        }
        return best;
    }
}
