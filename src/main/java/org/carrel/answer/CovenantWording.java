package org.carrel.answer;

import static org.carrel.answer.StudyWording.has;

import java.util.regex.Pattern;

/** How contracts word what one must, must not and may do. */
final class CovenantWording {

    private static final Pattern PROHIBITION =
            StudyWording.of(
                    "\\b(shall|will|must|may|agrees?|undertakes?|covenants?|can|does|do|is|are|be"
                            + "|to)\\b[^.;]{0,40}?\\b(not|neither|nor|never)\\b"
                            + "|\\b(neither|no) (party|recipient|person|one|receiving)\\b"
                            + "|\\bno\\b[^.;]{0,60}\\b(shall|may|is|are)\\b|\\bprohibit\\w*"
                            + "|\\brefrain|\\bunder no circumstances|\\bcannot\\b|\\bnot to\\b"
                            + "|\\bwithout (the )?(prior|express|written)|\\bnothing\\b"
                            + "|\\bno (right|licen[sc]e)");

    private static final Pattern PERMISSION =
            StudyWording.of(
                    "\\b(may(?! not| be\\b)|(is|are) entitled|entitled to|(is|are|be) permitted"
                            + "|shall be free|is free to|right to|has the right|allowed|at liberty"
                            + "|nothing\\b[^.]{0,60}(prevent|prohibit|restrict|limit|preclude)"
                            + "|not (prevent|prohibit|preclude|restrict|limit)|shall not apply"
                            + "|do(es)? not apply|not include|no obligation"
                            + "|not be (liable|obligated)|not (required|obliged|obligated)"
                            + "|need not|exclud\\w*)\\b");

    private static final Pattern OBLIGATION =
            StudyWording.of(
                    "\\b(shall|must|agrees? to|undertakes? to|is required|are required|obliged"
                            + "|obligated|will|responsible for)\\b(?! not)");

    /** What another's consent is needed for is not free, so "without consent" is no exception. */
    private static final Pattern EXCEPTION =
            StudyWording.of(
                    "\\b(except|unless|other than|save (as|for|that)|only|solely|provided that"
                            + "|notwithstanding|to the extent|however|need to know)\\b");

    private static final Pattern NOT_REQUIRED =
            StudyWording.of(
                    "\\b(not required|need not|not (be )?(obliged|obligated|necessary)"
                            + "|no obligation|whether or not|regardless|not (so )?marked)\\b");

    /** Wording that leaves nothing out, against a claim of "only" or "all". */
    private static final Pattern SWEEPING =
            StudyWording.of(
                    "\\b(any and all|all information|any information|in any (form|format|manner)"
                            + "|regardless of|whether or not|whether (written|oral|in)"
                            + "|including,? (but not|without)|without limitation|need not"
                            + "|not (so )?marked|financial|business|or otherwise"
                            + "|by (its|their) nature|reasonably)\\b");

    private static final Pattern SINGLED_OUT =
            StudyWording.of("\\b(marked|identified|designated|conspicuous\\w*)\\b");

    private static final Pattern WHOLE = StudyWording.of("\\b(all|any|every|each|entire)\\b");

    private static final Pattern CLAIMS_PROHIBITION =
            StudyWording.of("\\b((shall|may|must|will|can) not|cannot|no|not|prohibited)\\b");

    private static final Pattern CLAIMS_PERMISSION =
            StudyWording.of("\\b(may|can|could|allowed|permitted|entitled|free to|right to)\\b");

    private static final Pattern CLAIMS_WHOLE =
            StudyWording.of("\\b(only|all|solely|exclusively)\\b");

    /** Signs that a text binds somebody. */
    static final Pattern BINDING =
            StudyWording.of(
                    "\\b(agreement|contract|clause|party|parties|tenant|landlord|lessee|lessor"
                            + "|licensee|licensor|lender|borrower|hereby|hereunder|thereof|herein"
                            + "|shall)\\b");

    /** What a claim claims. */
    enum Claim {
        PROHIBITED,
        PERMITTED,
        /** Something holds for all, or for nothing else. */
        WHOLE,
        DUE;

        static Claim of(String claim) {
            if (has(CLAIMS_PROHIBITION, claim)) {
                return PROHIBITED;
            }
            if (has(CLAIMS_PERMISSION, claim)) {
                return PERMITTED;
            }
            return has(CLAIMS_WHOLE, claim) ? WHOLE : DUE;
        }
    }

    private CovenantWording() {}

    /** Whether the wording of a clause is for such a claim (1), against it (-1) or neither (0). */
    static int side(Claim claim, String clause) {
        return switch (claim) {
            case PROHIBITED -> has(PROHIBITION, clause) ? 1 : has(PERMISSION, clause) ? -1 : 0;
            case PERMITTED -> {
                boolean prohibits = has(PROHIBITION, clause);
                yield has(PERMISSION, clause) || (prohibits && has(EXCEPTION, clause))
                        ? 1
                        : prohibits ? -1 : 0;
            }
            case WHOLE -> {
                if (has(SWEEPING, clause) || has(NOT_REQUIRED, clause)) {
                    yield -1;
                }
                yield has(EXCEPTION, clause) || has(SINGLED_OUT, clause) ? 1 : 0;
            }
            case DUE -> has(NOT_REQUIRED, clause) ? -1 : has(OBLIGATION, clause) ? 1 : 0;
        };
    }

    /** Whether a clause leaves no part of its matter out. */
    static boolean isUnqualified(String clause) {
        return has(WHOLE, clause) && !has(EXCEPTION, clause);
    }
}
