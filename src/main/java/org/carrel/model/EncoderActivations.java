package org.carrel.model;

import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Which encoder finds passages, and which is to take over, whatever server asks. */
@ApplicationScoped
public class EncoderActivations {

    /** Name of the encoder that comes with Carrel. */
    public static final String SHIPPED = "shipped";

    private final ModelRepository rows;

    EncoderActivations(ModelRepository rows) {
        this.rows = rows;
    }

    /** Name of the encoder that finds. */
    @Transactional
    public String active() {
        return rows.encoderActivations(Limit.of(1)).stream()
                .findFirst()
                .map(each -> each.model)
                .orElse(SHIPPED);
    }

    /** Name of the encoder that is to take over once all is embedded by it. */
    @Transactional
    public Optional<String> next() {
        return rows.encoding().map(work -> work.model);
    }

    /**
     * From here on it finds, in the caller's transaction.
     *
     * @param sha256 of what it was made from
     * @param work by which all was embedded
     * @return false if that is not wanted any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean activate(String name, String sha256, UUID work) {
        if (rows.end(work, WorkBoard.SUCCEEDED, null, null, now()) == 0) {
            return false;
        }
        EncoderActivationEntity row = new EncoderActivationEntity();
        row.model = name;
        row.sourceSha256 = sha256;
        row.work = work;
        row.activatedAt = now();
        rows.insert(row);
        return true;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
