package org.carrel.launch.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The marks of items as places in the server's texts.
final class Targets {
    private final Library library;
    private final Map<String, Path> ownTexts;
    private @Nullable Known last;
    private int all;
    private int lost;

    /// Items come document by document, so one alignment is kept.
    private record Known(String file, Alignment alignment) {}

    Targets(Library library, Map<String, Path> ownTexts) {
        this.library = library;
        this.ownTexts = ownTexts;
    }

    /// One a mark; without a place where it could not be found.
    List<Target> of(Item item) {
        List<Target> targets = new ArrayList<>();
        for (Item.Mark mark : item.marks()) {
            targets.add(
                    library.id(mark.file())
                            .map(id -> target(mark, id))
                            .orElseGet(() ->
                                    new Target("", List.of(), mark.text().length(), Set.of())));
        }
        return targets;
    }

    /// How many of the marks of all items so far were not found in the server's text.
    String missed() {
        return lost + " of " + all;
    }

    private Target target(Item.Mark mark, String id) {
        Library.Text text = library.text(id);
        List<Range> places = new ArrayList<>();
        Range marked = mark.range();
        if (mark.anywhere() || marked == null) {
            places.addAll(Alignment.places(text.letters(), mark.text()));
        }
        if (places.isEmpty() && marked != null) {
            aligned(mark.file(), text)
                    .flatMap(alignment -> alignment.place(marked))
                    .ifPresent(places::add);
        }
        all++;
        if (places.isEmpty()) {
            lost++;
        }
        int length = places.isEmpty() ? mark.text().length() : places.getFirst().length();
        return new Target(id, places, length, pages(mark, text, places));
    }

    private static Set<Integer> pages(Item.Mark mark, Library.Text text, List<Range> places) {
        Set<Integer> pages = new HashSet<>();
        for (int page = mark.firstPage(); page > 0 && page <= mark.lastPage(); page++) {
            pages.add(page);
        }
        if (pages.isEmpty() || mark.anywhere()) {
            for (Range place : places) {
                pages.add(text.page(place.start()));
                pages.add(text.page(place.end() - 1));
            }
        }
        pages.remove(0);
        return pages;
    }

    private Optional<Alignment> aligned(String file, Library.Text text) {
        Path own = ownTexts.get(file);
        if (own == null) {
            return Optional.empty();
        }
        if (last == null || !last.file().equals(file)) {
            last = new Known(file, new Alignment(Letters.of(Lines.text(own)), text.letters()));
        }
        return Optional.of(last.alignment());
    }
}
