package org.carrel.summary;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by a clinician's words where in the visit they are. */
final class Phases {

    private static final Pattern EXAMINATION =
            Pattern.compile(
                    "physical exam|\\bon (?:your |her |his )?(?:\\w+ )?(?:\\w+ )?exam|vital signs|\\bvitals\\b"
                            + "|listen(?:ing)? to your|take a (?:quick )?(?:look|listen) at (?:you|your)\\b|examine"
                            + "|\\byour (?:lungs|heart) (?:is|are|sounds?)|tender(?:ness)?|palpation"
                            + "|\\bmurmur|\\bedema\\b|range of motion|i do (?:hear|see|appreciate|notice)"
                            + "|i (?:hear|appreciate|don't appreciate)");

    private static final Pattern RESULTS =
            Pattern.compile(
                    "\\b(?:results?|x-?rays?|labs?|mri|ct|ekg|echocardiogram|ultrasound|hemoglobin"
                            + "|a1c|blood (?:work|test)|imaging|biopsy|urinalysis|white (?:blood )?count"
                            + "|creatinine|panel|pulmonary function)\\b.*\\b(?:is|are|was|were|shows?|showed"
                            + "|looks?|looked|came|demonstrates?|reveals?|revealed|elevated|normal|at)\\b"
                            + "|\\blook(?:ing)? at (?:some of )?(?:your|the|those) (?:results|labs|x-?ray|mri|ct|images|imaging|ekg|blood)");

    private static final Pattern PLAN =
            Pattern.compile(
                    "assessment|my impression|my plan|\\bthe plan\\b|\\bfor (?:your|the|her|his) (?:\\w+ )?(?:first|second|third"
                            + "|fourth|next|last) |\\b(?:first|next|last|second|third) problem|i(?:'d| would) like (?:you )?to"
                            + "|i want (?:you )?to|i(?:'m| am) (?:also )?going to (?:order|prescribe|refer|start|send|put"
                            + "|give|increase|have|get|recommend|write|also|want)|\\b(?:i|we)(?:'ll| will) (?:order|prescribe"
                            + "|refer|start|send|put|give|increase|continue|get|see|have|do|schedule|follow)"
                            + "|\\bi(?:'d| would)? recommend|prescri(?:be|ption)|refer(?:ral)?\\b|follow[- ]up"
                            + "|come back|continue (?:on|with|the|your|taking|to)|start(?:ing)? you on|let's (?:order"
                            + "|start|get|do|continue|increase|see)|physical therapy|\\bi think (?:you have|that you have|this is|we should)");

    private Phases() {}

    /** The phase that a sentence belongs to, and those after it until one says otherwise. */
    static VisitDraft.Phase of(String words, VisitDraft.Phase before) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (PLAN.matcher(lower).find()
                && (before != VisitDraft.Phase.HISTORY
                        || lower.contains("assessment")
                        || lower.contains("impression")
                        || lower.contains("plan"))) {
            return VisitDraft.Phase.PLAN;
        }
        if (before != VisitDraft.Phase.PLAN
                && RESULTS.matcher(lower).find()
                && before != VisitDraft.Phase.HISTORY) {
            return VisitDraft.Phase.RESULTS;
        }
        if (before != VisitDraft.Phase.PLAN && EXAMINATION.matcher(lower).find()) {
            return VisitDraft.Phase.EXAMINATION;
        }
        return before;
    }
}
