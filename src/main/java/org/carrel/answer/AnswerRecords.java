package org.carrel.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.data.exceptions.DataException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carrel.access.Access;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.document.Sealing;
import org.carrel.models.Generation;
import org.carrel.problem.Problems;
import org.carrel.search.Shown;
import org.jboss.logging.Logger;

/**
 * Records answers: what they are made from before anything of it is shown, and how they ended. The
 * first is written in one transaction with its audit entry.
 */
@ApplicationScoped
class AnswerRecords {

    private static final Logger LOG = Logger.getLogger(AnswerRecords.class);
    private static final String USE = "answer";
    private static final String COMPLETE = "answer.complete";

    private final AnswerRecordRepository records;
    private final AuditLog audit;
    private final Access access;
    private final Sealing sealing;
    private final ObjectMapper json;

    AnswerRecords(
            AnswerRecordRepository records,
            AuditLog audit,
            Access access,
            Sealing sealing,
            ObjectMapper json) {
        this.records = records;
        this.audit = audit;
        this.access = access;
        this.sealing = sealing;
        this.json = json;
    }

    /** A record as it was kept. */
    record Kept(UUID id, String asker, Instant at, AnswerRecord record) {}

    /**
     * What a model will write of. Durable on return.
     *
     * @throws org.carrel.problem.ProblemException unavailable when it cannot be written
     */
    void begin(Prepared prepared, AnswerRecord record) {
        write(() -> insert(prepared, record));
    }

    /**
     * An answer without a model, from what it is made to its end, in one transaction: each one
     * waits for the disk. Durable on return.
     *
     * @throws org.carrel.problem.ProblemException unavailable when it cannot be written
     */
    void whole(Prepared prepared, AnswerRecord record, Composed answer) {
        write(() -> {
            insert(prepared, record);
            audit.record(
                    completed(prepared, answer.outcome(), new HashMap<>()),
                    hash(prepared, answer.text()));
        });
    }

    private void write(Runnable inserts) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> {
                        audit.limit();
                        inserts.run();
                    });
        } catch (DataException | QuarkusTransactionException e) {
            // The kind alone: the database's messages can quote values.
            LOG.errorf("an answer cannot be recorded: %s", e.getClass().getSimpleName());
            throw Problems.unavailable("The answer cannot be recorded, so nothing is shown.");
        }
    }

    private void insert(Prepared prepared, AnswerRecord record) {
        AnswerRecordEntity row = new AnswerRecordEntity();
        row.id = prepared.id();
        row.asker = prepared.scope().caller().subject();
        row.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        row.sealed = sealed(prepared.id(), record);
        records.insert(row);
        Map<String, String> details = new HashMap<>();
        details.put("route", prepared.route().name());
        details.put("rule", prepared.routing().rule());
        details.put("strength", String.format(Locale.ROOT, "%.3f", prepared.routing().strength()));
        details.put("searched", Integer.toString(prepared.searched()));
        details.put("shown", places(record.shown()));
        if (!record.prompts().isEmpty()) {
            AnswerRecord.Prompted first = record.prompts().getFirst();
            details.put("model", first.model());
            details.put("modelSha256", first.modelSha256());
            details.put(
                    "promptSha256",
                    record.prompts().stream()
                            .map(AnswerRecord.Prompted::promptSha256)
                            .collect(Collectors.joining(" ")));
        }
        String question = prepared.question().question();
        audit.record(
                event(prepared, "answer.evidence", Outcome.SUCCESS, details),
                access.question(prepared.scope(), question));
    }

    /** It was written as far as it was written. */
    void complete(Prepared prepared, Answer answer, List<Generation.Result> written) {
        Map<String, String> details = new HashMap<>();
        details.put("withheld", Integer.toString(answer.withheld()));
        details.put(
                "finish",
                written.stream()
                        .map(result -> result.finish().name())
                        .collect(Collectors.joining(" ")));
        audit.recordNow(
                completed(prepared, answer.outcome(), details), hash(prepared, answer.answer()));
    }

    /** The model failed; what was shown until then stands recorded. */
    void failed(Prepared prepared) {
        audit.recordNow(event(prepared, COMPLETE, Outcome.FAILED, new HashMap<>()));
    }

    private static AuditEvent completed(
            Prepared prepared, String outcome, Map<String, String> details) {
        details.put("outcome", outcome);
        return event(prepared, COMPLETE, Outcome.SUCCESS, details);
    }

    // Of a short answer, a bare hash would give it away to whoever tries answers.
    private Personal hash(Prepared prepared, String text) {
        return access.concerning(prepared.scope(), "answerSha256", Shown.sha256(text));
    }

    /** Decides no access. */
    @Transactional
    Optional<Kept> find(UUID id) {
        return records.byId(id).map(row -> new Kept(row.id, row.asker, row.createdAt, opened(row)));
    }

    private static AuditEvent event(
            Prepared prepared, String action, Outcome outcome, Map<String, String> details) {
        details.put("answer", prepared.id().toString());
        return prepared.scope()
                .caller()
                .event(action, outcome, prepared.scope().only(), null, details);
    }

    private byte[] sealed(UUID id, AnswerRecord record) {
        try {
            return sealing.seal(USE, id, json.writeValueAsBytes(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer's record cannot be written", e);
        }
    }

    private AnswerRecord opened(AnswerRecordEntity row) {
        try {
            return json.readValue(sealing.open(USE, row.id, row.sealed), AnswerRecord.class);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the record of answer " + row.id + " is not intact", e);
        }
    }

    private static String places(List<AnswerRecord.Place> places) {
        return places.stream()
                .map(p -> Shown.place(p.documentId(), p.version(), p.start(), p.end()))
                .collect(Collectors.joining(" "));
    }
}
