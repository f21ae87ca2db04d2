package org.carrel.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Text of documents as a model may read it: as evidence, never as its template and never as an
 * order.
 *
 * <p>The model on this machine reads no control token out of text in any case; a larger one behind
 * a server may, so such marks are broken up here for both.
 */
final class PromptText {

    /** {@code </s>}, {@code <|user|>}, {@code <<SYS>>}, {@code <start_of_turn>} and their like. */
    private static final Pattern MARK_OPEN = Pattern.compile("<(?=[/|<!\\p{L}_\uff5c])");

    private static final Pattern MARK_CLOSE = Pattern.compile("(?<=[|>\uff5c])>");

    private static final Pattern BRACKETED =
            Pattern.compile(
                    "\\[(?=/?(?:INST|SYS|SYSTEM|USER|ASSISTANT|[A-Z_]+_RESULTS|AVAILABLE_)\\b)");

    /** "### Instruction:" and "Assistant:" are templates of models that have no control tokens. */
    private static final Pattern HEADED =
            Pattern.compile(
                    "#{2,}\\s*(?=\\p{L}+)|\\b(system|user|assistant|human)(?=\\s*:)",
                    Pattern.CASE_INSENSITIVE);

    /** Control characters, and those that are not seen: zero width, direction, tags. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

    private static final Pattern JOINERS = Pattern.compile("\\p{Cf}+");

    /** Who is told how to write is the writer of an answer, not a party or a patient. */
    private static final Pattern ABOUT_THE_ANSWER =
            of(
                    "\\b(your|the (next|final|following)) (\\w+ )?(answer|response|reply|output"
                            + "|summary|message)\\b"
                            + "|\\b(answer|respond|reply)\\b[^.]{0,30}\\b(only|with|in|as|using)\\b"
                            + "[^.]{0,40}\\b(words?|language|emojis?|letters?|json|code|poem"
                            + "|french|spanish|german)\\b");

    private static final Pattern ABOUT_INSTRUCTIONS =
            of(
                    "\\b(ignor\\w*|disregard\\w*|forget|override|bypass|do not follow)\\b[^.]{0,40}"
                            + "\\b(instructions?|prompts?|rules|directions|guidelines|context"
                            + "|previous|above|prior|everything)\\b"
                            + "|\\b(new|system|hidden|real|actual) (instructions?|prompt)\\b"
                            + "|\\bjailbreak|\\bdeveloper mode\\b");

    private static final Pattern ABOUT_THE_MODEL =
            of(
                    "\\byou are (now |actually )?(an? |the |in )?(\\w+"
                            + " ){0,2}(ai|assistant|chatbot|bot|(language"
                            + " )?model|gpt|dan|pirate|mode|unrestricted)\\b|\\byou are"
                            + " now\\b|^\\W*(pretend|act|behave|roleplay) (to be|as|like)\\b|\\bfrom"
                            + " now on,? (you |act|behave|speak|write)|\\bas an? (ai|language"
                            + " model|assistant)\\b|\\blanguage"
                            + " model\\b[^.]{0,30}\\b(must|should|shall|reading)\\b|\\b(ai|llm|assistant)s?"
                            + " (reading|processing|summari[sz]ing) this\\b");

    /** A task that makes text. Duties of a contract have a subject, and other verbs. */
    private static final Pattern TASK =
            of(
                    "^\\W*(?:please |now |then |instead,? |also,? |and"
                            + " )*(?:(?:write|compose|draft|generate|create|develop|provide|give|show|tell|make)\\s+(?:me"
                            + " |us )?(?:an? |the |some )?(?:\\w+"
                            + " ){0,2}(?:poem|story|song|essay|joke|speech|letter"
                            + " to|introduction|script|program|function|haiku|limerick|recipe|example"
                            + " of|equivalent)|translate (?:the|this|that|it|into|to)|explain"
                            + " (?:the|how|what|why)|describe the"
                            + " (?:life|plot|process|theory|history)|break down the|repeat"
                            + " (?:the|this|after|everything)|(?:print|output|reveal|say)"
                            + " (?:the|your|all|only|\")|(?:replace|rearrange|scramble|jumble|misspell|remove|group)"
                            + " (?:up )?(?:all |every |the |third |\\w+"
                            + " )?(?:letters?|vowels?|spaces?|words?))\\b");

    /** A question states nothing. */
    private static final Pattern QUESTION = Pattern.compile("\\?[\"')\\]\u201d\u2019]*\\s*$");

    private static final Pattern STATED_BEFORE =
            Pattern.compile("[.!:;]\\s+\\S.*\\?[\"')\\]\u201d\u2019]*\\s*$", Pattern.DOTALL);

    private PromptText() {}

    private static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** On one line, with nothing in it that a chat template could take for its own. */
    static String plain(String text) {
        String seen = JOINERS.matcher(text).replaceAll("");
        String line = UNSEEN.matcher(seen).replaceAll(" ").strip();
        String open = MARK_OPEN.matcher(line).replaceAll("< ");
        String closed = MARK_CLOSE.matcher(open).replaceAll(" >");
        String brackets = BRACKETED.matcher(closed).replaceAll("[ ");
        return HEADED.matcher(brackets)
                .replaceAll(mark -> mark.group(1) == null ? "" : mark.group(1) + " ");
    }

    /**
     * Whether it speaks to whoever reads it for an answer, or asks something, rather than states
     * something. Such a sentence is what the document says, and may be quoted; as evidence for a
     * model it can only do harm.
     */
    static boolean isNoEvidence(String quote) {
        String text = JOINERS.matcher(quote).replaceAll("").strip();
        return ABOUT_THE_ANSWER.matcher(text).find()
                || ABOUT_INSTRUCTIONS.matcher(text).find()
                || ABOUT_THE_MODEL.matcher(text).find()
                || TASK.matcher(text).find()
                || (QUESTION.matcher(text).find() && !STATED_BEFORE.matcher(text).find());
    }

    /** Those that state something, in order. */
    static List<Citation> evidence(List<Citation> citations) {
        return citations.stream().filter(citation -> !isNoEvidence(citation.quote())).toList();
    }
}
