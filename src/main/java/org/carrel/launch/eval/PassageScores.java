package org.carrel.launch.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Scores of passages against marked places, by characters: of the first `k` passages, which share
/// of the marked characters they hold (recall) and which share of theirs is marked (precision), as
/// LegalBench-RAG does (Pipitone and Houir Alami, arXiv 2408.10343), but that a character in two
/// overlapping passages counts once.
final class PassageScores {
    private final List<Target> targets;
    private final Set<String> right;

    /// @param right the documents that hold the answer
    PassageScores(List<Target> targets, Set<String> right) {
        this.targets = targets;
        this.right = right;
    }

    /// 0 to 1. There has to be a target.
    double recall(List<Passage> passages) {
        Map<String, Ranges> shown = byDocument(passages);
        long wanted = 0;
        long held = 0;
        for (Target target : targets) {
            wanted += target.length();
            Ranges there = shown.get(target.document());
            held += there == null ? 0 : Math.min(target.length(), target.common(there));
        }
        return wanted == 0 ? 0 : (double) held / wanted;
    }

    /// 0 to 1; 0 for no passages.
    double precision(List<Passage> passages) {
        long shown = 0;
        long marked = 0;
        for (Map.Entry<String, Ranges> each : byDocument(passages).entrySet()) {
            shown += each.getValue().length();
            marked += each.getValue().common(marked(each.getKey()));
        }
        return shown == 0 ? 0 : (double) marked / shown;
    }

    /// Whether one of the passages is of a right document.
    boolean hitsDocument(List<Passage> passages) {
        return passages.stream().anyMatch(passage -> right.contains(passage.document()));
    }

    /// The share of passages that are of a wrong document: document-level retrieval mismatch of
    /// arXiv 2510.06999. 1 for no passages.
    double wrongDocuments(List<Passage> passages) {
        return passages.isEmpty()
                ? 1
                : (double)
                                passages.stream()
                                        .filter(passage -> !right.contains(passage.document()))
                                        .count()
                        / passages.size();
    }

    private Ranges marked(String document) {
        return Ranges.of(
                targets.stream()
                        .filter(target -> target.document().equals(document))
                        .flatMap(target -> target.places().stream())
                        .toList());
    }

    private static Map<String, Ranges> byDocument(List<Passage> passages) {
        Map<String, Set<Range>> ranges = new HashMap<>();
        for (Passage passage : passages) {
            ranges.computeIfAbsent(passage.document(), key -> new HashSet<>()).add(passage.range());
        }
        return ranges.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> Ranges.of(each.getValue())));
    }
}
