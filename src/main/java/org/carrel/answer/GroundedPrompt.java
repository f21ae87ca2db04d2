package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.carrel.models.LanguageModel;

/**
 * The prompt of a grounded answer: the evidence, an empty line, the question, and nothing else.
 *
 * <p>Short, because a CPU reads some tens of tokens a second. Bare, because instructions and labels
 * make a small model's answers worse: told that it may decline, it declines what stands before its
 * eyes; told to write a sentence, it repeats the order. Refusal is decided before, by the strength
 * of the evidence, and checking comes after.
 *
 * <p>A sentence that speaks to its reader rather than states something is left out, unless there is
 * no other: a document gives no orders.
 *
 * @param quotes indexes from 0 of the citations that are in it, in order
 * @param text all that the model's own template is put around
 */
record GroundedPrompt(List<Integer> quotes, String text) {

    /** Changes with the form, so that a prompt of an older form is not made again by a newer. */
    static final int VERSION = 1;

    GroundedPrompt {
        quotes = List.copyOf(quotes);
    }

    /**
     * As many quotes as the budget and the model's context hold, strongest first; always at least
     * the first. Those that are left out are not in {@link #quotes}, which is recorded.
     *
     * @param evidenceTokens the budget
     * @param answerTokens room that the answer needs
     */
    static GroundedPrompt of(
            LanguageModel model,
            String question,
            List<Citation> citations,
            int evidenceTokens,
            int answerTokens) {
        int most = Math.min(evidenceTokens, room(model, question) - answerTokens);
        List<Integer> stating =
                IntStream.range(0, citations.size())
                        .filter(i -> !PromptText.isNoEvidence(citations.get(i).quote()))
                        .boxed()
                        .toList();
        List<Integer> quotes = new ArrayList<>();
        int tokens = 0;
        for (int i : stating.isEmpty() ? List.of(0) : stating) {
            tokens += model.countTokens(line(citations.get(i).quote()));
            if (tokens > most && !quotes.isEmpty()) {
                break;
            }
            quotes.add(i);
        }
        return new GroundedPrompt(
                quotes,
                text(question, quotes.stream().map(i -> citations.get(i).quote()).toList()));
    }

    /** Tokens of the context that the question and the model's own template leave. */
    private static int room(LanguageModel model, String question) {
        return model.description().contextLength()
                - model.countTokens(model.asRead(forModel(text(question, List.of()))));
    }

    /** The form of the prompt. */
    static String text(String question, List<String> quotes) {
        StringBuilder text = new StringBuilder();
        quotes.forEach(quote -> text.append(line(quote)));
        return text.append('\n').append(question.strip()).toString();
    }

    private static String line(String quote) {
        return PromptText.plain(quote) + "\n";
    }

    LanguageModel.Prompt forModel() {
        return forModel(text);
    }

    static LanguageModel.Prompt forModel(String text) {
        return new LanguageModel.Prompt("", text);
    }
}
