package org.carrel.indexing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many of a job's documents stand where. */
record Counts(
        long total,
        long queued,
        long extracting,
        long recognising,
        long embedding,
        long indexed,
        long quarantined,
        long cancelled) {

    static Counts of(List<JobRepository.Tally> tallies) {
        Map<String, Long> found =
                tallies.stream()
                        .collect(
                                Collectors.toMap(
                                        JobRepository.Tally::state, JobRepository.Tally::items));
        return new Counts(
                found.values().stream().mapToLong(Long::longValue).sum(),
                of(found, ItemState.QUEUED),
                of(found, ItemState.EXTRACTING),
                of(found, ItemState.RECOGNISING),
                of(found, ItemState.EMBEDDING),
                of(found, ItemState.INDEXED),
                of(found, ItemState.QUARANTINED),
                of(found, ItemState.CANCELLED));
    }

    private static long of(Map<String, Long> found, ItemState state) {
        return found.getOrDefault(state.stored(), 0L);
    }

    /** Still on their way. */
    long underWay() {
        return queued + extracting + recognising + embedding;
    }

    /**
     * The state of a job with these documents.
     *
     * @param open whether more may come
     */
    String state(boolean open) {
        if (underWay() == 0 && !open) {
            return quarantined + cancelled == 0 ? JobView.SUCCEEDED : JobView.FAILED;
        }
        return queued == total ? JobView.QUEUED : JobView.RUNNING;
    }
}
