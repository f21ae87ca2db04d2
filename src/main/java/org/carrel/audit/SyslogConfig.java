package org.carrel.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The feed of the audit log to a syslog receiver on the own network. */
@ConfigMapping(prefix = "carrel.audit.syslog")
interface SyslogConfig {

    /**
     * Where it listens with TLS, such as {@code siem.internal:6514}. Without it nothing is sent.
     */
    Optional<String> receiver();

    /**
     * The only hosts that may be spoken to, each as {@code host:port}. A listed name must lead to
     * private addresses, or to addresses that are listed too.
     */
    Optional<List<String>> allowed();

    /** {@code cef}, or {@code atna} for DICOM audit messages. */
    @WithDefault("cef")
    String format();

    /**
     * Whether names and questions are sent. What was sent is out of reach of an erasure; without,
     * the id of the person's key stands for the person.
     */
    @WithDefault("false")
    boolean personal();

    /** PKCS#12 file of the certificates that the receiver's must lead to. */
    Optional<Path> trustStore();

    /** File with its password in the first line. */
    Optional<Path> trustStorePassword();

    /** PKCS#12 file of the own key and certificate, for a receiver that asks for one. */
    Optional<Path> keyStore();

    /** File with its password in the first line. */
    Optional<Path> keyStorePassword();

    /**
     * How long a connection must outlive what was sent before that counts as arrived. Syslog has no
     * receipts; after a break, what has not counted yet is sent again.
     */
    @WithDefault("10s")
    Duration settle();

    /** Wait after a first failure; it doubles up to a minute. */
    @WithDefault("1s")
    Duration retryAfter();

    /**
     * Age of the oldest entry that has not arrived from which on {@code /q/health/well} is down.
     */
    @WithDefault("15m")
    Duration lagLimit();
}
