package org.carrel.answer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.answer.AnswerRecord.Place;
import org.carrel.answer.AnswerRecord.Prompted;
import org.carrel.answer.Reconstructed.Kept;
import org.carrel.answer.Reconstructed.Match;
import org.carrel.answer.Reconstructed.Passage;
import org.carrel.document.DocumentFiles;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.model.CurrentModel;
import org.carrel.search.Shown;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the prompts of an earlier answer again, from the versions of documents that are kept. */
@ApplicationScoped
class Reconstruction {

    private static final Logger LOG = Logger.getLogger(Reconstruction.class);

    private final Documents documents;
    private final DocumentFiles files;
    private final CurrentModel installed;

    Reconstruction(Documents documents, DocumentFiles files, CurrentModel installed) {
        this.documents = documents;
        this.files = files;
        this.installed = installed;
    }

    /** Where the documents that were shown are kept. */
    Set<UUID> collections(AnswerRecord record) {
        Set<UUID> collections = new HashSet<>();
        record.shown().stream()
                .map(Place::documentId)
                .distinct()
                .forEach(id -> documents.collectionOf(id).ifPresent(collections::add));
        return collections;
    }

    /**
     * @param scope of whose documents alone text is given
     */
    Reconstructed of(AnswerRecords.Kept kept, ReadableCollections scope) {
        AnswerRecord record = kept.record();
        Texts texts = new Texts(scope);
        List<Passage> passages = record.shown().stream().map(texts::passage).toList();
        boolean whole = passages.stream().allMatch(each -> each.state() == Kept.INTACT);
        Standalone standalone = record.standalone();
        return new Reconstructed(
                kept.id(),
                kept.asker(),
                kept.at(),
                record.question(),
                record.history(),
                standalone.fromAnswer() && !whole ? null : standalone.shown(),
                record.route(),
                passages,
                record.prompts().stream()
                        .map(prompt -> prompt(prompt, standalone.text(), passages))
                        .toList());
    }

    private Reconstructed.Prompt prompt(
            Prompted prompted, String question, List<Passage> passages) {
        List<String> quotes =
                prompted.quotes().stream()
                        .map(index -> passages.get(index).quote())
                        .filter(Objects::nonNull)
                        .toList();
        boolean complete =
                quotes.size() == prompted.quotes().size()
                        && prompted.template() == GroundedPrompt.VERSION;
        String prompt = complete ? GroundedPrompt.text(question, quotes) : null;
        return new Reconstructed.Prompt(
                prompted.template(),
                prompted.quotes(),
                prompted.maxTokens(),
                prompted.stops(),
                prompted.model(),
                prompted.modelSha256(),
                prompted.promptSha256(),
                match(prompted, prompt),
                prompt);
    }

    private Match match(Prompted prompted, @Nullable String prompt) {
        if (prompt == null) {
            return Match.INCOMPLETE;
        }
        Optional<String> asRead =
                installed
                        .get()
                        .filter(model ->
                                model.description().sha256().equals(prompted.modelSha256()))
                        .map(model -> Shown.sha256(model.asRead(GroundedPrompt.forModel(prompt))));
        if (asRead.isPresent()) {
            return asRead.get().equals(prompted.promptSha256()) ? Match.MATCHES : Match.DIFFERS;
        }
        return Shown.sha256(prompt).equals(prompted.userSha256())
                ? Match.MATCHES_BEFORE_TEMPLATE
                : Match.DIFFERS;
    }

    /** The stored texts that one answer needs, each read once. */
    private final class Texts {

        private final ReadableCollections scope;
        private final Map<String, Optional<String>> read = new HashMap<>();

        Texts(ReadableCollections scope) {
            this.scope = scope;
        }

        Passage passage(Place place) {
            Optional<String> text =
                    read.computeIfAbsent(
                            place.documentId() + "/" + place.version(), key -> text(place));
            String quote =
                    text.filter(all -> place.end() <= all.length())
                            .map(all -> all.substring(place.start(), place.end()))
                            .filter(all -> Shown.sha256(all).equals(place.sha256()))
                            .orElse(null);
            Kept state = quote != null ? Kept.INTACT : text.isPresent() ? Kept.CHANGED : Kept.GONE;
            return new Passage(
                    place.documentId(),
                    place.version(),
                    place.page(),
                    place.start(),
                    place.end(),
                    place.sha256(),
                    state,
                    quote);
        }

        private Optional<String> text(Place place) {
            return documents
                    .find(place.documentId(), place.version())
                    .filter(found -> scope.contains(found.collectionId()))
                    .flatMap(this::text);
        }

        private Optional<String> text(StoredDocument document) {
            try {
                return Optional.of(files.text(document).text());
            } catch (IOException e) {
                LOG.warnf("the text of document %s cannot be read", document.id());
                return Optional.empty();
            }
        }
    }
}
