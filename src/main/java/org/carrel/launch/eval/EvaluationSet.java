package org.carrel.launch.eval;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Documents, questions, and how they are to be scored.
///
/// @param name after which its collection is called
/// @param ownTexts the texts in which the marks count, by the name of the document; a document that
///   is missing here has marks of words alone
/// @param scope where questions are asked unless the command says otherwise
/// @param verdicts names for the verdicts of a set of yes-or-no questions; two verdicts of one name
///   are one class. Empty for other sets
record EvaluationSet(
        String name,
        List<SetDocument> documents,
        Map<String, Path> ownTexts,
        List<Item> items,
        List<Kind> tasks,
        Scope scope,
        Map<Verdict, String> verdicts,
        List<Aim> aims) {

    /// What is done with each item.
    enum Kind {
        SEARCH,
        ASK,
        SUMMARY,
        INJECTION
    }

    /// Where a question is asked.
    enum Scope {
        /// All documents of the set.
        COLLECTION,
        /// The right document alone.
        DOCUMENT
    }

    EvaluationSet with(List<Item> chosen) {
        return new EvaluationSet(name, documents, ownTexts, chosen, tasks, scope, verdicts, aims);
    }

    /// The same questions over those documents alone that they need.
    EvaluationSet neededOnly() {
        Set<String> needed = new HashSet<>();
        for (Item item : items) {
            needed.addAll(item.files());
            needed.addAll(item.relevance().keySet());
            if (item.attack() != null) {
                needed.add(item.attack().cleanFile());
            }
        }
        return new EvaluationSet(
                name + " (needed only)",
                documents.stream().filter(each -> needed.contains(each.name())).toList(),
                ownTexts,
                items,
                tasks,
                scope,
                verdicts,
                aims);
    }

    /// Whether places within documents are scored, not documents alone.
    boolean hasMarks() {
        return items.stream().anyMatch(item -> !item.marks().isEmpty());
    }

    Map<String, SetDocument> byName() {
        return documents.stream()
                .collect(Collectors.toMap(SetDocument::name, each -> each, (one, other) -> one));
    }
}
