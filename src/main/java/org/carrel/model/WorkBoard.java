package org.carrel.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Imports and evaluations, as they are ordered, followed, stopped and ended. */
@ApplicationScoped
public class WorkBoard {

    static final String IMPORT = "import";
    static final String EVALUATION = "evaluation";
    public static final String ENCODING = "encoding";

    private static final String QUEUED = "queued";
    static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";
    private static final String CANCELLED = "cancelled";

    private static final int SHOWN = 100;
    private static final int MOST_OPEN = 20;
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final ModelRepository rows;
    private final WorkQueue queue;
    private final ObjectMapper json;

    WorkBoard(ModelRepository rows, WorkQueue queue, ObjectMapper json) {
        this.rows = rows;
        this.queue = queue;
        this.json = json;
    }

    /**
     * Enters an evaluation of a model, in the caller's transaction.
     *
     * @param by subject of who orders it
     * @throws org.carrel.problem.ProblemException busy if too much waits
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public WorkView evaluate(String model, String by) {
        return enter(
                EVALUATION, new ModelTask.Order(UUID.randomUUID(), model, null, null, null, by));
    }

    /**
     * Enters that everything is to be embedded by an encoder, in the caller's transaction.
     *
     * @param override why, where no evaluation lets it
     * @param by subject of who orders it
     * @throws org.carrel.problem.ProblemException conflict while another encoder takes over; busy
     *     if too much waits
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public WorkView encode(String model, @Nullable String override, String by) {
        if (rows.encoding().isPresent()) {
            throw Problems.conflict("Another encoder is taking over; cancel that first.");
        }
        return enter(
                ENCODING, new ModelTask.Order(UUID.randomUUID(), model, null, null, override, by));
    }

    /** How far it is that an encoder takes over. */
    @Transactional
    public Optional<WorkView> encoding() {
        return rows.encoding().map(this::view);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    WorkView enter(String kind, ModelTask.Order order) {
        if (rows.open() >= MOST_OPEN) {
            throw Problems.busy("Much is being done with models; try again later.", RETRY_AFTER);
        }
        WorkEntity work = new WorkEntity();
        work.id = order.id();
        work.kind = kind;
        work.model = order.model();
        work.source = order.source();
        work.base = order.base();
        work.reason = order.reason();
        work.orderedBy = order.by();
        work.state = QUEUED;
        work.createdAt = now();
        rows.insert(work);
        queue.add(order.id());
        return view(work);
    }

    /** Newest first. */
    @Transactional
    List<WorkView> newest() {
        return rows.newest(Limit.of(SHOWN)).stream().map(this::view).toList();
    }

    /**
     * @throws org.carrel.problem.ProblemException not-found
     */
    @Transactional
    WorkView find(UUID id) {
        return rows.work(id).map(this::view).orElseThrow(() -> Problems.notFound("work"));
    }

    /** The newest evaluation of a model that came to an end. */
    @Transactional
    public Optional<Evaluation> evaluation(String model) {
        return rows.evaluations(model, Limit.of(1)).stream()
                .findFirst()
                .map(each -> read(each.result));
    }

    /**
     * Stops it, in the caller's transaction. Whoever does it notices within a second.
     *
     * @throws org.carrel.problem.ProblemException not-found; conflict if it has ended
     */
    @Transactional(Transactional.TxType.MANDATORY)
    WorkView cancel(UUID id) {
        WorkView work = find(id);
        if (rows.end(id, CANCELLED, null, null, now()) == 0) {
            throw Problems.conflict("This has ended already.");
        }
        return work;
    }

    /** Marks it as begun; empty if it is not wanted any more. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<WorkEntity> begin(UUID id) {
        return rows.begin(id, now()) == 0 ? Optional.empty() : rows.work(id);
    }

    /** Tells how far it is; false if it is not wanted any more. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean progress(UUID id, String stage, long done, long total) {
        return rows.progress(id, stage, done, total) > 0;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void succeed(UUID id, @Nullable Evaluation found) {
        rows.end(id, SUCCEEDED, null, found == null ? null : write(found), now());
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void fail(UUID id, String failure) {
        rows.end(id, FAILED, failure, null, now());
    }

    private WorkView view(WorkEntity work) {
        return new WorkView(
                work.id,
                work.kind,
                work.model,
                work.source,
                work.state,
                work.stage,
                work.done,
                work.total,
                work.failure,
                work.createdAt,
                work.startedAt,
                work.endedAt,
                work.result == null ? null : read(work.result));
    }

    private String write(Evaluation found) {
        try {
            return json.writeValueAsString(found);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an evaluation can be written", impossible);
        }
    }

    private Evaluation read(String result) {
        try {
            return json.readValue(result, Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation cannot be read", e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
