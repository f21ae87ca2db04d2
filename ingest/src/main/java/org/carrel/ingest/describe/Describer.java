package org.carrel.ingest.describe;

import java.util.List;
import org.carrel.ingest.describe.DocumentType.Family;

/** Makes guesses about documents, by rules. Safe for use by several threads. */
public final class Describer {

    private final TypeRules types = TypeRules.load();
    private final DateRules dates = DateRules.load();
    private final Languages languages = new Languages();

    public Description describe(Subject subject) {
        List<Guess<DocumentType>> found = types.guess(subject);
        DocumentType type = found.getFirst().value();
        People people =
                type.family() == Family.CLINICAL || subject.clinical() != null
                        ? People.of(subject)
                        : People.NONE;
        return new Description(
                found,
                dates.guess(subject, type),
                parties(subject, type),
                people.name(),
                people.identifiers(),
                people.birthDate(),
                languages.guess(subject));
    }

    private static List<Guess<String>> parties(Subject subject, DocumentType type) {
        return switch (type.family()) {
            case CONTRACT -> Parties.of(subject.text());
            case MAIL -> Correspondents.of(subject);
            case CLINICAL, PAPER -> List.of();
        };
    }
}
