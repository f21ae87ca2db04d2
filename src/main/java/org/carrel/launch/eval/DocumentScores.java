package org.carrel.launch.eval;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Scores of a ranking of documents against judged relevance, as trec_eval and BEIR do (Thakur et
/// al., arXiv 2104.08663).
final class DocumentScores {
    private static final double LN2 = Math.log(2);

    private final Map<String, Integer> relevance;

    /// @param relevance by document; greater than 0 is relevant
    DocumentScores(Map<String, Integer> relevance) {
        this.relevance = relevance;
    }

    /// Normalised discounted cumulative gain: the sum of `relevance / log2(rank + 1)` over the
    /// first `k`, divided by that of the best ranking there is.
    double ndcg(List<String> ranking, int k) {
        double ideal =
                gain(
                        relevance.values().stream()
                                .filter(each -> each > 0)
                                .sorted(Comparator.reverseOrder())
                                .toList(),
                        k);
        return ideal == 0
                ? 0
                : gain(
                                ranking.stream()
                                        .map(document -> relevance.getOrDefault(document, 0))
                                        .toList(),
                                k)
                        / ideal;
    }

    /// The share of the relevant documents that are among the first `k`.
    double recall(List<String> ranking, int k) {
        long relevant = relevance.values().stream().filter(each -> each > 0).count();
        long found =
                ranking.stream()
                        .limit(k)
                        .filter(document -> relevance.getOrDefault(document, 0) > 0)
                        .count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /// 1 / rank of the first relevant document; 0 without one.
    double reciprocalRank(List<String> ranking) {
        for (int i = 0; i < ranking.size(); i++) {
            if (relevance.getOrDefault(ranking.get(i), 0) > 0) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double gain(List<Integer> gains, int k) {
        double sum = 0;
        for (int i = 0; i < Math.min(k, gains.size()); i++) {
            sum += gains.get(i) * LN2 / Math.log(i + 2.0);
        }
        return sum;
    }
}
