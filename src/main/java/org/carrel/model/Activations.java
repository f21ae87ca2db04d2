package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which model is to answer, whatever server asks. */
@ApplicationScoped
public class Activations {

    private final ModelRepository rows;
    private final String first;

    Activations(ModelRepository rows, ModelConfig config) {
        this.rows = rows;
        this.first = config.name();
    }

    /**
     * Why a model takes over.
     *
     * @param evaluation that let it
     * @param override what a person said where none did
     * @param by subject of who activates it
     */
    public record Grounds(@Nullable UUID evaluation, @Nullable String override, String by) {}

    /** Name of the model that is to answer, as far as one was activated or configured. */
    @Transactional
    public Optional<String> active() {
        return History.of(rows.activations()).last().map(each -> each.model).or(this::configured);
    }

    /** Name of the model that going back leads to. */
    @Transactional
    public Optional<String> previous() {
        History history = History.of(rows.activations());
        return history.last().isEmpty()
                ? Optional.empty()
                : history.before().map(each -> each.model).or(this::configured);
    }

    /** What took over, the latest first; going back is entered too. */
    @Transactional
    List<ActivationEntity> newest(int most) {
        return rows.activations().reversed().stream().limit(most).toList();
    }

    /** In the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void activate(KnownModel model, Grounds grounds) {
        insert(model, grounds, null);
    }

    /**
     * Takes the last activation back, in the caller's transaction.
     *
     * @param model the one that {@link #previous} named
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void undo(KnownModel model, String by) {
        ActivationEntity last = History.of(rows.activations()).last().orElseThrow();
        insert(model, new Grounds(null, null, by), last.id);
    }

    private void insert(KnownModel model, Grounds grounds, @Nullable Long undoes) {
        ActivationEntity row = new ActivationEntity();
        row.model = model.name();
        row.sourceSha256 = model.sha256();
        row.undoes = undoes;
        row.evaluation = grounds.evaluation();
        row.override = grounds.override();
        row.activatedBy = grounds.by();
        row.activatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        rows.insert(row);
    }

    private Optional<String> configured() {
        return first.equals(Serving.NONE) ? Optional.empty() : Optional.of(first);
    }
}
