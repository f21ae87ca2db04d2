package org.carrel.search;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.carrel.search.terms.Abbreviations;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads the lists of abbreviations once, at the start, so that a bad line stops it. */
@ApplicationScoped
class ShortForms {

    private static final Logger LOG = Logger.getLogger(ShortForms.class);

    @Produces
    @Singleton
    Abbreviations read(@ConfigProperty(name = "carrel.home") Path home, SearchConfig config) {
        return Abbreviations.read(config.abbreviations().map(home::resolve).orElse(null));
    }

    void start(@Observes StartupEvent event, Abbreviations abbreviations) {
        LOG.debugf("%d short forms are known", abbreviations.size());
    }
}
