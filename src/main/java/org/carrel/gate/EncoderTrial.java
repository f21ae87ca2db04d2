package org.carrel.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.carrel.model.Evaluation;
import org.carrel.model.KnownModel;
import org.carrel.model.WorkRefusedException;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.child.ModelPrograms;
import org.carrel.models.runtime.UnusableModelException;
import org.carrel.search.Encoder;
import org.carrel.search.InstalledEncoders;

/**
 * Has a candidate and the current encoder look for the evidence of the same questions among all of
 * it: right is a question whose nearest sentence is of its own evidence.
 */
@ApplicationScoped
class EncoderTrial {

    private final InstalledEncoders encoders;
    private final GateConfig config;

    EncoderTrial(InstalledEncoders encoders, GateConfig config) {
        this.encoders = encoders;
        this.config = config;
    }

    /**
     * @param id of the work
     * @throws WorkRefusedException if the candidate cannot be opened
     */
    Evaluation of(
            UUID id, KnownModel candidate, Questions questions, ModelPrograms.Listener progress)
            throws WorkRefusedException {
        Encoder current = encoders.current();
        int found = found(candidate, questions, progress);
        int before = found(current.model(), questions, "incumbent", progress);
        double slack = config.tolerance() * questions.items().size();
        return new Evaluation(
                id,
                questions.items().size(),
                questions.sha256(),
                candidate.sha256(),
                score(found),
                new Evaluation.Incumbent(
                        current.name(), current.model().description().sha256(), score(before)),
                found >= before - slack,
                "It finds the evidence of %d of %d questions first, the current encoder of %d."
                        .formatted(found, questions.items().size(), before),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private int found(KnownModel candidate, Questions questions, ModelPrograms.Listener progress)
            throws WorkRefusedException {
        try (EmbeddingModel model = encoders.open(candidate).model()) {
            return found(model, questions, "candidate", progress);
        } catch (UnusableModelException e) {
            throw new WorkRefusedException("The model cannot be tried: " + e.getMessage() + ".");
        }
    }

    private static int found(
            EmbeddingModel model,
            Questions questions,
            String stage,
            ModelPrograms.Listener progress) {
        List<Questions.Item> items = questions.items();
        List<List<float[]>> evidence = new ArrayList<>();
        for (Questions.Item item : items) {
            progress.at(stage, evidence.size(), items.size());
            if (progress.stopped()) {
                throw new CancellationException();
            }
            evidence.add(model.embedPassages(item.evidence()));
        }
        int found = 0;
        for (int i = 0; i < items.size(); i++) {
            found += nearest(model.embedQuery(items.get(i).question()), evidence) == i ? 1 : 0;
        }
        return found;
    }

    /** Of which question the nearest sentence is. */
    private static int nearest(float[] question, List<List<float[]>> evidence) {
        int nearest = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < evidence.size(); i++) {
            for (float[] sentence : evidence.get(i)) {
                double cosine = EmbeddingModel.dot(question, sentence);
                if (cosine > most) {
                    most = cosine;
                    nearest = i;
                }
            }
        }
        return nearest;
    }

    /** An encoder writes nothing. */
    private static Evaluation.Score score(int found) {
        return new Evaluation.Score(found, 0, 0);
    }
}
