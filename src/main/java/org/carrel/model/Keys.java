package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.carrel.models.trust.TrustedKey;
import org.carrel.problem.Problems;

/** The publishers' keys that an operator has accepted. */
@ApplicationScoped
class Keys {

    private final ModelRepository rows;

    Keys(ModelRepository rows) {
        this.rows = rows;
    }

    /** Those whose signatures count now. */
    @Transactional
    List<TrustedKey> accepted() {
        return List.copyOf(names().keySet());
    }

    /** Those whose signatures count now, with what the operator called them. */
    @Transactional
    Map<TrustedKey, String> names() {
        return rows.keys().stream()
                .filter(each -> each.withdrawnAt == null)
                .collect(Collectors.toMap(each -> key(each.publicKey), each -> each.name));
    }

    /** All that ever counted, latest first. */
    List<ModelKeyEntity> all() {
        return rows.keys();
    }

    Optional<ModelKeyEntity> find(String id) {
        return rows.key(id);
    }

    /** In the caller's transaction. A key that was withdrawn counts again. */
    @Transactional(Transactional.TxType.MANDATORY)
    ModelKeyEntity accept(String name, TrustedKey key, String by) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (rows.key(key.id()).isPresent()) {
            if (rows.acceptAgain(key.id(), name, by, now) == 0) {
                throw Problems.conflict("This key is accepted already.");
            }
            return rows.key(key.id()).orElseThrow();
        }
        ModelKeyEntity row = new ModelKeyEntity();
        row.id = key.id();
        row.name = name;
        row.publicKey = key.key().getEncoded();
        row.acceptedBy = by;
        row.acceptedAt = now;
        rows.insert(row);
        return row;
    }

    /** In the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void withdraw(String id) {
        if (rows.withdraw(id, Instant.now().truncatedTo(ChronoUnit.MICROS)) == 0) {
            throw Problems.notFound("key");
        }
    }

    private static TrustedKey key(byte[] encoded) {
        try {
            return TrustedKey.of(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an accepted key cannot be read", e);
        }
    }
}
