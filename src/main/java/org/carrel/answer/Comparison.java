package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.carrel.search.Focus;

/**
 * One question asked of several documents.
 *
 * @param parts one a document
 * @param left number of documents that were not asked, being too many
 */
record Comparison(List<Part> parts, int left) {

    Comparison {
        parts = List.copyOf(parts);
    }

    /** What one document says. */
    record Part(UUID documentId, String documentName, Evidence evidence) {

        static Part of(UUID document, Evidence evidence) {
            String name =
                    shown(evidence).stream()
                            .findFirst()
                            .map(Citation::documentName)
                            .orElseGet(document::toString);
            return new Part(document, name, evidence);
        }

        private static List<Citation> shown(Evidence evidence) {
            return switch (evidence) {
                case Evidence.Grounded grounded -> grounded.citations();
                case Evidence.Insufficient none -> none.nearest();
            };
        }

        Optional<Evidence.Grounded> grounded() {
            return evidence instanceof Evidence.Grounded found
                    ? Optional.of(found)
                    : Optional.empty();
        }
    }

    List<Evidence.Grounded> grounded() {
        return parts.stream().flatMap(part -> part.grounded().stream()).toList();
    }

    /** What all documents say together: the citations in the order of the documents. */
    Evidence evidence() {
        List<Evidence> all = parts.stream().map(Part::evidence).toList();
        Evidence.Timings timings =
                new Evidence.Timings(
                        all.stream().mapToLong(each -> each.timings().retrievalMs()).sum(),
                        all.stream().mapToLong(each -> each.timings().evidenceMs()).sum());
        int searched = all.stream().mapToInt(Evidence::searched).sum();
        List<Citation> citations =
                grounded().stream().flatMap(each -> each.citations().stream()).toList();
        return grounded().stream()
                .max(Comparator.comparingDouble(Evidence.Grounded::strength))
                .<Evidence>map(best -> over(best, citations, searched, timings))
                .orElseGet(() ->
                        new Evidence.Insufficient(
                                nearest(), 0, Focus.none(""), List.of(), searched, timings));
    }

    private static Evidence over(
            Evidence.Grounded best,
            List<Citation> citations,
            int searched,
            Evidence.Timings timings) {
        return new Evidence.Grounded(
                citations,
                best.strength(),
                best.hedged(),
                null,
                best.focus(),
                best.concepts(),
                searched,
                timings);
    }

    /** Of each silent document the nearest passage. */
    private List<Citation> nearest() {
        return parts.stream()
                .flatMap(part -> Part.shown(part.evidence()).stream().limit(1))
                .toList();
    }

    /**
     * The answer.
     *
     * @param composed what was made of each document that says something, in order
     */
    Composed compose(List<Composed> composed, String refusal) {
        if (composed.stream().noneMatch(Composed::grounded)) {
            return Composed.silent(refusal, nearest(), null)
                    .with(parts.stream().map(Comparison::silent).toList());
        }
        List<Sentence> sentences = new ArrayList<>();
        List<Citation> citations = new ArrayList<>();
        List<PerDocument> documents = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int next = 0;
        for (Part part : parts) {
            boolean says = part.grounded().isPresent() && composed.get(next).grounded();
            Composed own = part.grounded().isPresent() ? composed.get(next++) : null;
            if (own == null || !says) {
                documents.add(silent(part));
                lines.add(part.documentName() + ": does not say.");
                continue;
            }
            int firstSentence = sentences.size();
            int firstCitation = citations.size();
            own.sentences().stream()
                    .map(sentence -> sentence.moved(firstCitation))
                    .forEach(sentences::add);
            citations.addAll(own.citations());
            documents.add(
                    new PerDocument(
                            part.documentId(),
                            part.documentName(),
                            "grounded",
                            indexes(firstSentence, sentences.size()),
                            indexes(firstCitation, citations.size())));
            lines.add(part.documentName() + ": " + own.text());
        }
        if (left > 0) {
            lines.add(left + " more documents were not asked.");
        }
        return new Composed(
                true,
                String.join("\n", lines),
                sentences,
                citations,
                List.of(),
                documents,
                composed.stream().mapToInt(Composed::withheld).sum(),
                composed.getFirst().model());
    }

    private static PerDocument silent(Part part) {
        return new PerDocument(
                part.documentId(), part.documentName(), "insufficient", List.of(), List.of());
    }

    private static List<Integer> indexes(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
