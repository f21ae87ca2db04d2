package org.carrel.answer;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Companies by their legal form: "Alpha Holdings, Inc.", "BETA GMBH". */
final class PartyNames {

    private static final Pattern COMPANY =
            Pattern.compile(
                    "\\p{Lu}[\\p{L}\\d&'\u2019.-]*(?:,?\\s(?:\\p{Lu}[\\p{L}\\d&'\u2019.-]*|&|and|of|de"
                            + "(?=\\s\\p{Lu}))){0,7}?,?\\s(?i:inc|incorporated|corp|corporation|llc"
                            + "|l\\.l\\.c|ltd|limited|lp|l\\.p|llp|plc|gmbh|ag|s\\.a|sa|b\\.v|bv"
                            + "|n\\.v|s\\.r\\.l|s\\.p\\.a|pty|co|company|bank|foundation|trust)\\b\\.?");

    private PartyNames() {}

    /** All of them as one value, from the first to the last; empty without any. */
    static List<TypedValues.Read> in(String text) {
        List<MatchResult> found = COMPANY.matcher(text).results().toList();
        if (found.isEmpty()) {
            return List.of();
        }
        String names =
                found.stream()
                        .map(name -> name.group().replaceAll("\\s+", " "))
                        .distinct()
                        .collect(Collectors.joining("; "));
        return List.of(
                new TypedValues.Read(
                        AnswerKind.PARTY, found.getFirst().start(), found.getLast().end(), names));
    }
}
