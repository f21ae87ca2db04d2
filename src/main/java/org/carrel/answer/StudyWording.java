package org.carrel.answer;

import java.util.regex.Pattern;

/** How research text words what it found. */
final class StudyWording {

    /** Effects that a sentence may deny. */
    private static final String EFFECT =
            "(significan\\w*|differ\\w*|associat\\w*|correlat\\w*|relat\\w*|effect\\w*|influenc\\w*"
                    + "|impact\\w*|predict\\w*|improv\\w*|increas\\w*|chang\\w*|affect\\w*"
                    + "|benefit\\w*|evidence|advantag\\w*|trend)";

    /** A "not" governs what follows it closely, within its sentence. */
    static final Pattern DENIED =
            of(
                    "\\b(no|not|neither|without|nor|never|non)\\b[^.;]{0,40}\\b"
                            + EFFECT
                            + "\\b|\\b(did|do|does|was|were|is|are|could) not\\b|\\bfailed to\\b"
                            + "|\\bunable\\b|\\binsignifican\\w*|\\bnon-?significan\\w*"
                            + "|\\bn\\.?s\\.?\\b|\\bunchanged\\b|\\bunaffected\\b");

    static final Pattern ALIKE =
            of("\\b(similar\\w*|comparable|equal\\w*|equivalent|identical|same|unrelated)\\b");

    /** A probability of chance above 1 in 20, by custom no finding. */
    static final Pattern LIKELY_CHANCE =
            of("\\bp\\s*(value)?\\s*(=|>|\u2265|of)\\s*(0?\\.(0[5-9]|[1-9])\\d*|ns\\b|n\\.s)");

    static final Pattern UNLIKELY_CHANCE =
            of(
                    "\\bp\\s*(value)?s?\\s*(<|=|\u2264|<or=|less than|of)\\s*(or =)?\\s*"
                            + "0?\\.0([0-4]\\d*|5\\b)|p\\s*=\\s*0?\\.00");

    static final Pattern STRESSED =
            of(
                    "\\b(significant\\w*|statistically|strong\\w*|marked\\w*|substantial\\w*"
                            + "|independent\\w*|considerabl\\w*)\\b");

    static final Pattern DIRECTION =
            of(
                    "\\b(higher|lower|greater|less|fewer|more|increas\\w*|decreas\\w*|reduc\\w*"
                            + "|improv\\w*|better|worse|longer|shorter|faster|superior|inferior"
                            + "|larger|smaller|declin\\w*|prevent\\w*|enhanc\\w*)\\b");

    static final Pattern GOOD =
            of(
                    "\\b(effective\\w*|successful\\w*|safe\\w*|feasible|reliab\\w*|accura\\w*"
                            + "|excellent|good|useful|benefi\\w*|satisf\\w*|favou?rable|well"
                            + " tolerated|valid\\w*|high|agreement|able to|achieved|sensitiv\\w*"
                            + "|specific\\w*)\\b");

    static final Pattern BAD =
            of(
                    "\\b(poor\\w*|fail\\w*|low|few|only|unnecessary|inaccura\\w*|unreliab\\w*"
                            + "|inadequa\\w*|insufficien\\w*|lack\\w*|miss(ed|ing)|error\\w*"
                            + "|underestimat\\w*|overestimat\\w*|complicat\\w*|adverse|death\\w*"
                            + "|died|limited|weak\\w*|incorrect\\w*|wrong)\\b");

    static final Pattern CONTRAST =
            of("\\b(however|but|although|whereas|while|except|in contrast|only)\\b");

    /** Sections that say what came out, rather than what was done. */
    static final Pattern OUTCOME_SECTION =
            of("RESULT|FINDING|CONCLUS|DISCUSS|IMPRESSION|OUTCOMES$");

    /** Sections that only the report of a study has. */
    static final Pattern STUDY_SECTION =
            of("METHOD|DESIGN|PARTICIPANTS|BACKGROUND|CONCLUSIONS?$|MAIN OUTCOME|MAIN RESULT");

    /** Signs that a text reports a study. */
    static final Pattern STUDY =
            of(
                    "\\b(p\\s*[<=>]\\s*0?\\.\\d|confidence interval|odds ratio|statistical\\w*"
                            + "|significant(ly)? (differ|higher|lower|associat|increas)\\w*"
                            + "|significant difference\\w*|randomi[sz]ed|cohort|study|studies"
                            + "|trials?|control group|were (enrolled|included|randomi[sz]ed))\\b"
                            + "|\\bRESULTS:");

    private StudyWording() {}

    static boolean denies(String sentence) {
        return has(DENIED, sentence)
                || (has(LIKELY_CHANCE, sentence) && !has(UNLIKELY_CHANCE, sentence));
    }

    /** Whether it reports an effect and does not deny one. */
    static boolean affirms(String sentence) {
        return !denies(sentence)
                && (has(STRESSED, sentence)
                        || has(UNLIKELY_CHANCE, sentence)
                        || has(DIRECTION, sentence));
    }

    static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
