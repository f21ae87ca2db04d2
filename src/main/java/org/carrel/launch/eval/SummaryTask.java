package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Has each document summarised and compares the summary to its reference by ROUGE; beside it two
/// baselines that summarise nothing: the document itself, and the reference of the most similar
/// other document of the group `train` (as "retrieval" in ACI-Bench).
final class SummaryTask implements Task {
    private static final String TRAIN = "train";

    private final Server server;
    private final Library library;
    private final Map<String, SetDocument> documents;
    private final Nearest nearest;
    private final Map<String, String> references = new HashMap<>();

    /// @param set with all its items, whichever are asked
    SummaryTask(Server server, Library library, EvaluationSet set) {
        this.server = server;
        this.library = library;
        this.documents = set.byName();
        Map<String, List<String>> pool = new HashMap<>();
        for (Item item : set.items()) {
            String file = item.files().getFirst();
            references.put(file, reference(item));
            if (item.group().equals(TRAIN)) {
                pool.put(file, Rouge.words(text(file)));
            }
        }
        this.nearest = new Nearest(pool);
    }

    @Override
    public void run(Row row) {
        Item item = row.item();
        String file = item.files().getFirst();
        List<String> reference = Rouge.words(reference(item));
        String source = text(file);
        score(row, "copy", source, reference);
        nearest.to(file, Rouge.words(source))
                .ifPresent(other ->
                        score(row, "retrieved", references.getOrDefault(other, ""), reference));
        String id =
                library.id(file)
                        .orElseThrow(() -> new IllegalStateException(file + " is not indexed"));
        ObjectNode wish = Lines.MAPPER.createObjectNode().put("style", "clinical");
        JsonNode summary = server.summary(id, wish);
        row.detail().set("answer", summary);
        Reply reply = Reply.of(summary);
        score(row, Score.CARREL, reply.text(), reference);
        AskScores scores = new AskScores(row, reply);
        scores.quotes(document -> library.text(document).text());
        scores.sentences();
        row.add(Score.of("words", Rouge.words(reply.text()).size()));
    }

    private static void score(Row row, String system, String text, List<String> reference) {
        List<String> words = Rouge.words(text);
        row.add(Score.of("ROUGE-1", system, Rouge.n(1, words, reference)));
        row.add(Score.of("ROUGE-2", system, Rouge.n(2, words, reference)));
        row.add(Score.of("ROUGE-L", system, Rouge.longest(words, reference)));
    }

    private static String reference(Item item) {
        String reference = item.expected().reference();
        return reference == null ? "" : reference;
    }

    private String text(String file) {
        SetDocument document = documents.get(file);
        return document == null ? "" : new String(document.bytes(), StandardCharsets.UTF_8);
    }
}
