package org.carrel.model;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers, or did: once another has taken over it is open for those who chose it
 * before, until nobody uses it.
 */
final class Served implements LanguageModel {

    private final String name;
    private final LanguageModel model;
    private final AtomicInteger running = new AtomicInteger();
    private volatile @Nullable Instant closes;

    Served(String name, LanguageModel model) {
        this.name = name;
        this.model = model;
    }

    /** By which it is activated. */
    String name() {
        return name;
    }

    /** Another has taken over. */
    void retire(Instant earliest) {
        closes = earliest;
    }

    /** Closes it if its time is over and nobody uses it. */
    boolean isClosed(Instant now) {
        Instant earliest = closes;
        if (earliest == null || now.isBefore(earliest) || running.get() > 0) {
            return false;
        }
        model.close();
        return true;
    }

    @Override
    public Generation generate(Request request, Consumer<String> onText) {
        running.incrementAndGet();
        try {
            Generation generation = model.generate(request, onText);
            generation.result().whenComplete((result, failure) -> running.decrementAndGet());
            return generation;
        } catch (RuntimeException e) {
            running.decrementAndGet();
            throw e;
        }
    }

    @Override
    public ModelDescription description() {
        return model.description();
    }

    @Override
    public int countTokens(String text) {
        return model.countTokens(text);
    }

    @Override
    public String asRead(Prompt prompt) {
        return model.asRead(prompt);
    }

    @Override
    public void close() {
        model.close();
    }
}
