package org.carrel.answer.larger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The optional larger model on the own network. */
@ConfigMapping(prefix = "carrel.answer.larger")
interface LargerConfig {

    /**
     * Where it listens, such as {@code http://10.0.0.5:8000}; {@code /v1/chat/completions} is
     * appended. Without it there is no larger model.
     */
    Optional<URI> address();

    /**
     * The only hosts that may be spoken to, each as {@code host:port}. A listed name must lead to
     * private addresses, or to addresses that are listed too.
     */
    Optional<List<String>> allowed();

    /** The model's name, as that server knows it. */
    Optional<String> model();

    /** A file with the key that is sent as bearer token; none is sent without it. */
    Optional<Path> keyFile();

    /**
     * Name of the TLS configuration {@code quarkus.tls.NAME.*} whose {@code key-store} holds the
     * client certificate that is shown to that server, and whose {@code trust-store} says whom to
     * believe that it is that server, each as PEM or PKCS#12. Without it no certificate is shown,
     * and the Java runtime's authorities are believed. Read at start.
     */
    Optional<String> tls();

    /** Longest wait for a whole answer. */
    @WithDefault("60s")
    Duration timeout();

    /** Answers under way at a time; one more is answered with 429. */
    @WithDefault("4")
    int concurrent();

    /** Tokens that it reads and writes at most. */
    @WithDefault("8192")
    int contextLength();
}
