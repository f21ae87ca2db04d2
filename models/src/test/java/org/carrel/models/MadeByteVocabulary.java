package org.carrel.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carrel.models.gguf.GgufBuilder;

/** A small byte-level vocabulary: 256 bytes as letters, pieces with their merges, two controls. */
final class MadeByteVocabulary {

    static final int SIZE = MadeVocabulary.SIZE;
    static final int START = 300;
    static final int END = 301;

    private static final List<String> MERGES =
            List.of("t h", "th e", "Ġ the", "Ġ a", "e r", "i n", "Ã ¼", "1 2", "12 3");

    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();

    MadeByteVocabulary() {
        for (int value = 0; value < 256; value++) {
            tokens.add(letter(value));
        }
        MERGES.forEach(merge -> tokens.add(merge.replace(" ", "")));
        while (tokens.size() < SIZE) {
            tokens.add(
                    switch (tokens.size()) {
                        case START -> "<|im_start|>";
                        case END -> "<|im_end|>";
                        default -> "[PAD" + tokens.size() + "]";
                    });
        }
        for (int id = 0; id < SIZE; id++) {
            kinds.add(id == START || id == END ? 3 : 1);
        }
    }

    /** GPT-2's letter for a byte: itself where it can be seen, else one from 256 on. */
    private static String letter(int value) {
        int unseen = 0;
        for (int b = 0; b < value; b++) {
            unseen += isSeen(b) ? 0 : 1;
        }
        return Character.toString(isSeen(value) ? value : 256 + unseen);
    }

    private static boolean isSeen(int b) {
        return b > 32 && b < 127 || b > 160 && b < 173 || b > 173;
    }

    GgufBuilder write(GgufBuilder file, String words) {
        return file.text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", words)
                .texts("tokenizer.ggml.tokens", tokens)
                .wholes("tokenizer.ggml.token_type", kinds)
                .texts("tokenizer.ggml.merges", MERGES)
                .whole("tokenizer.ggml.bos_token_id", START)
                .whole("tokenizer.ggml.eos_token_id", END)
                .text(
                        "tokenizer.chat_template",
                        "{% for m in messages %}<|im_start|>{{ m.role }}\n"
                                + "{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n");
    }

    /** Byte pairs, applied plainly: of all merges that a word allows the first listed is made. */
    List<Long> encode(List<String> words) {
        List<Long> ids = new ArrayList<>();
        for (String word : words) {
            List<String> pieces = new ArrayList<>();
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                pieces.add(letter(b & 0xff));
            }
            for (String merge : MERGES) {
                merge(pieces, merge.split(" "));
            }
            pieces.forEach(piece -> ids.add((long) tokens.indexOf(piece)));
        }
        return ids;
    }

    private static void merge(List<String> pieces, String[] pair) {
        for (int at = 0; at + 1 < pieces.size(); at++) {
            if (pieces.get(at).equals(pair[0]) && pieces.get(at + 1).equals(pair[1])) {
                pieces.set(at, pair[0] + pair[1]);
                pieces.remove(at + 1);
            }
        }
    }
}
