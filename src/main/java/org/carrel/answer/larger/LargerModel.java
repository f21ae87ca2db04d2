package org.carrel.answer.larger;

import io.quarkus.runtime.Startup;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.carrel.models.LanguageModel;
import org.jboss.logging.Logger;

/**
 * The larger model of the own network, if one is set. A setting that could let text out of the
 * network stops the server at start; a model that is only unreachable does not.
 */
@ApplicationScoped
@Startup
public class LargerModel {

    private static final Logger LOG = Logger.getLogger(LargerModel.class);

    private final Optional<LanguageModel> model;

    LargerModel(LargerConfig config, TlsConfigurationRegistry tls) throws IOException {
        Optional<URI> address = config.address();
        if (address.isEmpty()) {
            model = Optional.empty();
            return;
        }
        RemoteModel remote = new RemoteModel(settings(config, address.get(), tls));
        if (!remote.probe()) {
            LOG.warn("the larger model does not answer; it is asked again when it is needed");
        }
        LOG.infof("larger model %s", remote.description().name());
        model = Optional.of(remote);
    }

    static RemoteModel.Settings settings(
            LargerConfig config, URI address, TlsConfigurationRegistry tls) throws IOException {
        String name =
                config.model()
                        .orElseThrow(() ->
                                new IllegalStateException("carrel.answer.larger.model is not set"));
        return new RemoteModel.Settings(
                InternalAddress.of(
                        address,
                        config.allowed().orElse(List.of()),
                        host -> List.of(InetAddress.getAllByName(host))),
                name,
                config.keyFile().isPresent() ? key(config.keyFile().get()) : "",
                config.tls().isPresent() ? tls(config.tls().get(), address, tls) : null,
                config.timeout(),
                config.concurrent(),
                config.contextLength());
    }

    private static SSLContext tls(String name, URI address, TlsConfigurationRegistry registry) {
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            throw new IllegalStateException(
                    "carrel.answer.larger.tls is set, so carrel.answer.larger.address must be"
                            + " https");
        }
        TlsConfiguration tls =
                registry.get(name)
                        .orElseThrow(() ->
                                new IllegalStateException("quarkus.tls." + name + " is not set"));
        if (tls.isTrustAll()) {
            throw new IllegalStateException(
                    "quarkus.tls." + name + ".trust-all would let anybody be the larger model");
        }
        try {
            return tls.createSSLContext();
        } catch (Exception e) {
            throw new IllegalStateException("quarkus.tls." + name + " cannot be used", e);
        }
    }

    private static String key(Path file) throws IOException {
        String key = Files.readString(file).strip();
        if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalStateException(
                    "carrel.answer.larger.key-file must hold one key of printable characters");
        }
        return key;
    }

    /** The model, if one is set. */
    public Optional<LanguageModel> get() {
        return model;
    }

    @PreDestroy
    void close() {
        model.ifPresent(LanguageModel::close);
    }
}
