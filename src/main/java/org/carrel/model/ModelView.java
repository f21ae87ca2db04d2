package org.carrel.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carrel.models.ImportedModel;
import org.carrel.models.ImportedModel.StoredFile;
import org.carrel.models.ModelFacts;
import org.carrel.models.trust.PublishedManifest;
import org.jspecify.annotations.Nullable;

/**
 * A model's card.
 *
 * @param sha256 of what it was made from
 * @param active whether it answers
 * @param trust what speaks for it, as {@link Trust} says
 * @param key that signed for it
 * @param reason why it was taken in without a signature
 * @param parameters number of weights; 0 if not known
 * @param contextLength in tokens
 * @param bytes on disk
 * @param sourceForm container and types of the weights that it was made from
 * @param sources files that it was made from; empty if not known
 * @param files that it consists of here
 * @param trainingData as its publisher states it
 * @param statedEvaluation as its publisher states it
 * @param quantisationLoss relative error of its weights, see {@link ModelFacts.Loss}
 * @param importedBy what whoever imported it is called
 * @param evaluation the newest that came to an end
 */
record ModelView(
        String name,
        String version,
        String sha256,
        boolean active,
        String trust,
        @Nullable KeyRef key,
        @Nullable String reason,
        String licence,
        String base,
        String architecture,
        long parameters,
        int contextLength,
        long bytes,
        String sourceForm,
        List<StoredFile> sources,
        List<StoredFile> files,
        @Nullable String trainingData,
        String intendedUse,
        List<String> limits,
        @Nullable String statedEvaluation,
        double quantisationLoss,
        @Nullable Instant importedAt,
        @Nullable String importedBy,
        @Nullable Evaluation evaluation) {

    /** A key by its id and by what the operator called it. */
    record KeyRef(String id, @Nullable String name) {}

    ModelView {
        limits = List.copyOf(limits);
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    /**
     * @param names of people, by subject
     */
    static ModelView of(
            KnownModel known,
            boolean active,
            @Nullable Evaluation evaluation,
            Map<String, String> names) {
        ImportedModel description = known.description();
        ModelFacts facts = description.facts();
        Optional<PublishedManifest> published = Optional.ofNullable(known.published());
        Optional<KnownModel.Decision> decision = Optional.ofNullable(known.decision());
        return new ModelView(
                known.name(),
                published.map(PublishedManifest::version).orElse(description.version()),
                known.sha256(),
                active,
                known.trust().id(),
                decision.flatMap(ModelView::key).orElse(null),
                decision.map(KnownModel.Decision::reason).orElse(null),
                published.map(PublishedManifest::licence).orElse(description.licence()),
                published.map(PublishedManifest::base).orElse(facts.base()),
                facts.architecture(),
                facts.parameters(),
                description.contextLength(),
                description.files().stream().mapToLong(StoredFile::bytes).sum(),
                facts.sourceForm(),
                facts.sources(),
                description.files(),
                published.map(PublishedManifest::trainingData).orElse(null),
                published.map(PublishedManifest::intendedUse).orElse(description.intendedUse()),
                published.map(PublishedManifest::limits).orElse(description.limits()),
                published.map(PublishedManifest::evaluation).orElse(null),
                facts.loss().relativeError(),
                decision.map(KnownModel.Decision::at).orElse(null),
                decision.map(KnownModel.Decision::by).map(names::get).orElse(null),
                evaluation);
    }

    private static Optional<KeyRef> key(KnownModel.Decision decision) {
        return Optional.ofNullable(decision.keyId()).map(id -> new KeyRef(id, decision.keyName()));
    }
}
