package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;

/// Reads marked places as the sets write them.
final class Marks {
    private Marks() {}

    /// @param span `{start, end}` in code points, and perhaps `text`, `page`, `page_end` and
    ///   `occurrences`, which is how often the words stand in the text: of several any will do
    /// @param text the set's own
    static Item.Mark of(String file, JsonNode span, String text) {
        Range range = Lines.range(span.path("start"), span.path("end"), text);
        String marked = text.substring(range.start(), range.end());
        String given = Lines.text(span.path("text"));
        boolean agrees =
                given.isEmpty() || Letters.of(given).text().equals(Letters.of(marked).text());
        int page = span.path("page").asInt(0);
        return new Item.Mark(
                file,
                // Where the words differ from those at the place, the words are right.
                agrees ? range : null,
                agrees ? marked : given,
                !agrees || span.path("occurrences").asInt(1) > 1,
                page,
                Math.max(page, span.path("page_end").asInt(page)));
    }
}
