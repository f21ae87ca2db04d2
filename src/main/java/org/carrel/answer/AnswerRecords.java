package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.search.Shown;
import org.jspecify.annotations.Nullable;

/** Records answers: what was asked and shown before it is shown, and how it ended. */
@ApplicationScoped
class AnswerRecords {

    private final AuditLog audit;

    AnswerRecords(AuditLog audit) {
        this.audit = audit;
    }

    /** Before the first byte leaves. */
    void begin(Prepared prepared) {
        Map<String, String> details = new HashMap<>();
        details.put("route", prepared.route().name());
        details.put("searched", Integer.toString(prepared.evidence().searched()));
        details.put("shown", places(prepared.shown()));
        record(prepared, "answer.evidence", Outcome.SUCCESS, details);
    }

    /**
     * @param written null where no model wrote
     */
    void complete(Prepared prepared, Answer answer, Writing.@Nullable Written written) {
        Map<String, String> details = new HashMap<>();
        details.put("answerSha256", Shown.sha256(answer.answer()));
        details.put("outcome", answer.outcome());
        if (written != null) {
            details.put("promptSha256", written.result().promptSha256());
            details.put("finish", written.result().finish().name());
            details.put("withheld", Integer.toString(answer.withheld()));
        }
        record(prepared, "answer.complete", Outcome.SUCCESS, details);
    }

    /** The model failed; what was shown stands recorded. */
    void failed(Prepared prepared) {
        record(prepared, "answer.complete", Outcome.FAILED, new HashMap<>());
    }

    private void record(
            Prepared prepared, String action, Outcome outcome, Map<String, String> details) {
        details.put("answer", prepared.id().toString());
        details.put("questionSha256", Shown.sha256(prepared.question().question()));
        audit.recordNow(
                prepared.scope()
                        .caller()
                        .event(action, outcome, prepared.scope().only(), null, details));
    }

    private static String places(List<Citation> citations) {
        return citations.stream()
                .map(c -> Shown.place(c.documentId(), c.version(), c.start(), c.end()))
                .collect(Collectors.joining(" "));
    }
}
