package org.carrel.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The audit log's checkpoints and limits. */
@ConfigMapping(prefix = "carrel.audit")
interface AuditConfig {

    /**
     * Age of the oldest recorded event without a place in the log from which on {@code
     * /q/health/well} is down.
     */
    @WithDefault("60s")
    Duration backlogLimit();

    /** Longest time that new entries wait for a checkpoint. */
    @WithDefault("30s")
    Duration checkpointEvery();

    /** New entries that do not wait for it. */
    @WithDefault("1000")
    long checkpointEntries();

    /**
     * The log's name in checkpoints: printable ASCII without space and plus. {@code carrel/} and
     * the installation's id if left out. A new name begins with a new key.
     */
    Optional<String> origin();

    /**
     * Key store, PKCS#12, of the key that signs checkpoints: alias {@code checkpoint}, Ed25519;
     * made on the first start.
     */
    @WithDefault("${carrel.home}/secrets/audit-checkpoint.p12")
    Path keyStore();

    /**
     * File with the key store's password, or the token's PIN, in its first line; made with the key
     * store.
     */
    @WithDefault("${carrel.home}/secrets/audit-checkpoint.password")
    Path keyStorePassword();

    /**
     * Configuration file of the PKCS#11 provider; the key is then looked for in the token, and the
     * key store not read.
     */
    Optional<Path> pkcs11();

    /**
     * The JCA provider that reads the token. It must sign with Ed25519, which the JDK's own does
     * not up to version 25: the vendor of the token has one.
     */
    @WithDefault("SunPKCS11")
    String pkcs11Provider();

    /**
     * Folder that each checkpoint is written to as a file of its own, never overwritten: storage
     * that writes once.
     */
    Optional<Path> wormDirectory();

    /** Keys of witnesses whose lines are taken in, as {@code name+id+base64}. */
    Optional<List<String>> witnesses();
}
