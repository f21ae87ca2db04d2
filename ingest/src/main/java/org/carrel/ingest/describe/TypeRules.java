package org.carrel.ingest.describe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carrel.ingest.Span;
import org.jspecify.annotations.Nullable;

/** Weighs the phrases of {@code types.txt}, each once, and ranks the types by their sums. */
final class TypeRules {

    /** A type of a family counts the family's phrases too, once its own weigh this much. */
    private static final double OWN = 4;

    /** Less than this is nothing to go by. */
    private static final double FEWEST = 3;

    /** At this sum, with no rival, the confidence is 1 - 1/e. */
    private static final double FIRM = 4;

    private static final double UNKNOWN = 0.1;
    private static final int SHOWN = 3;

    private record Rule(String zone, double weight, String phrase) {}

    private record Block(DocumentType type, @Nullable DocumentType family, List<Rule> rules) {}

    private record Sum(
            DocumentType type,
            @Nullable DocumentType family,
            double own,
            double all,
            @Nullable Span span) {}

    private final List<Block> blocks;

    private TypeRules(List<Block> blocks) {
        this.blocks = blocks;
    }

    static TypeRules load() {
        List<Block> blocks = new ArrayList<>();
        for (String line : RuleFile.lines("types.txt")) {
            if (line.startsWith("[")) {
                String[] names = line.substring(1, line.length() - 1).split("<", 2);
                blocks.add(
                        new Block(
                                named(names[0]),
                                names.length == 2 ? named(names[1]) : null,
                                new ArrayList<>()));
            } else {
                String[] parts = line.split("\\s+", 3);
                blocks.getLast()
                        .rules()
                        .add(new Rule(parts[0], Double.parseDouble(parts[1]), parts[2]));
            }
        }
        return new TypeRules(List.copyOf(blocks));
    }

    private static DocumentType named(String id) {
        return DocumentType.of(id.strip()).orElseThrow();
    }

    List<Guess<DocumentType>> guess(Subject subject) {
        Zones zones = Zones.of(subject);
        Map<DocumentType, Sum> sums = new EnumMap<>(DocumentType.class);
        for (Block block : blocks) {
            sums.put(block.type(), sum(block, zones));
        }
        List<Sum> ranked =
                sums.values().stream()
                        .map(each -> withFamily(each, sums))
                        .filter(each -> each.all() >= FEWEST)
                        .sorted(Comparator.comparingDouble(Sum::all).reversed())
                        .toList();
        if (ranked.isEmpty()) {
            return List.of(new Guess<>(DocumentType.OTHER, UNKNOWN, null));
        }
        return ranked.stream().limit(SHOWN).map(each -> weighed(each, ranked)).toList();
    }

    private static Sum sum(Block block, Zones zones) {
        double weight = 0;
        double heaviest = 0;
        Span span = null;
        for (Rule rule : block.rules()) {
            Zones.Match match = zones.match(rule.zone(), rule.phrase());
            if (match != null) {
                weight += rule.weight();
                if (match.span() != null && rule.weight() > heaviest) {
                    heaviest = rule.weight();
                    span = match.span();
                }
            }
        }
        return new Sum(block.type(), block.family(), weight, weight, span);
    }

    private static Sum withFamily(Sum sum, Map<DocumentType, Sum> sums) {
        if (sum.family() == null || sum.own() < OWN) {
            return sum;
        }
        Sum family = sums.get(sum.family());
        double all = family == null ? sum.own() : sum.own() + family.own();
        return new Sum(sum.type(), sum.family(), sum.own(), all, sum.span());
    }

    private static Guess<DocumentType> weighed(Sum sum, List<Sum> ranked) {
        double rival =
                ranked.stream()
                        .filter(each -> each.type() != sum.type())
                        .filter(each -> each.type() != sum.family())
                        .mapToDouble(Sum::all)
                        .max()
                        .orElse(0);
        double share = sum.all() * sum.all() / (sum.all() * sum.all() + rival * rival);
        return new Guess<>(sum.type(), share * (1 - Math.exp(-sum.all() / FIRM)), sum.span());
    }

    /** The parts of a document in which a phrase means something. */
    private record Zones(
            Folded title,
            Folded opening,
            Folded body,
            Folded closing,
            String name,
            String media,
            boolean structured) {

        private static final int TITLE = 1_200;
        private static final int TITLE_LINES = 10;
        private static final int LONGEST_TITLE_LINE = 160;
        private static final int OPENING = 6_000;
        private static final int BODY = 40_000;
        private static final int CLOSING = 8_000;

        record Match(@Nullable Span span) {}

        static Zones of(Subject subject) {
            String text = subject.text();
            int body = Math.min(BODY, text.length());
            return new Zones(
                    Folded.of(text, 0, titleEnd(text)),
                    Folded.of(text, 0, Math.min(OPENING, text.length())),
                    Folded.of(text, 0, body),
                    Folded.of(text, Math.max(body, text.length() - CLOSING), text.length()),
                    Folded.of(subject.name().replaceAll("[_.-]", " ")).words(),
                    subject.mediaType().toLowerCase(Locale.ROOT),
                    subject.clinical() != null);
        }

        /** The end of the first short lines; a long line is no title. */
        private static int titleEnd(String text) {
            int from = 0;
            for (int lines = 0; lines < TITLE_LINES && from < Math.min(TITLE, text.length()); ) {
                int end = text.indexOf('\n', from);
                end = end < 0 ? text.length() : end;
                if (end - from > LONGEST_TITLE_LINE) {
                    break;
                }
                lines += text.substring(from, end).isBlank() ? 0 : 1;
                from = end + 1;
            }
            return Math.min(from, text.length());
        }

        @Nullable Match match(String zone, String phrase) {
            return switch (zone) {
                case "title" -> placed(title, title.find(phrase, 0), phrase);
                case "opening" -> placed(opening, opening.find(phrase, 0), phrase);
                case "text" -> {
                    Match found = placed(body, body.find(phrase, 0), phrase);
                    yield found != null ? found : placed(closing, closing.find(phrase, 0), phrase);
                }
                case "label" -> placed(body, body.findLabel(phrase), phrase);
                case "name" -> bare(Folded.of(name).find(phrase, 0) >= 0);
                case "media" -> bare(media.contains(phrase));
                case "clinical" -> bare(structured && media.contains(phrase));
                default -> throw new IllegalStateException("no such part: " + zone);
            };
        }

        private static @Nullable Match placed(Folded where, int at, String phrase) {
            return at < 0 ? null : new Match(where.origin(at, at + phrase.length()));
        }

        private static @Nullable Match bare(boolean found) {
            return found ? new Match(null) : null;
        }
    }
}
