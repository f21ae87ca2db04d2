package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What came of one item: scores, and all that is needed to look at it without asking again.
final class Row {
    private final Item item;
    private final ObjectNode detail = Lines.MAPPER.createObjectNode();
    private final List<Score> scores = new ArrayList<>();

    Row(Item item) {
        this.item = item;
        detail.put("id", item.id()).put("group", item.group()).put("question", item.question());
        item.files().forEach(detail.putArray("files")::add);
    }

    Item item() {
        return item;
    }

    ObjectNode detail() {
        return detail;
    }

    List<Score> scores() {
        return scores;
    }

    void add(Score score) {
        scores.add(score);
    }

    /// As it is written: details and scores.
    ObjectNode json() {
        ObjectNode all = detail.putObject("scores");
        for (Score score : scores) {
            ObjectNode metric =
                    all.get(score.metric()) instanceof ObjectNode there
                            ? there
                            : all.putObject(score.metric());
            metric.put(score.system(), Math.round(score.value() * 1e6) / 1e6);
        }
        return detail;
    }
}
