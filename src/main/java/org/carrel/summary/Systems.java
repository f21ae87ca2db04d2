package org.carrel.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The systems of the body that a review of systems and an examination go through. */
final class Systems {

    private record Part(String name, Pattern complaints, Pattern parts) {}

    private final List<Part> all = Kind.lines("systems.txt").stream().map(Systems::part).toList();

    /** A complaint as it was said, with the system that it belongs to. */
    record Complaint(String system, String words) {}

    private static Part part(String line) {
        String[] parts = line.split("\\|", -1);
        return new Part(parts[0].strip(), any(parts[1]), any(parts[2]));
    }

    private static Pattern any(String phrases) {
        return Pattern.compile(
                List.of(phrases.split(";")).stream()
                        .map(String::strip)
                        .sorted((a, b) -> b.length() - a.length())
                        .map(phrase ->
                                phrase.endsWith("*")
                                        ? Pattern.quote(phrase.substring(0, phrase.length() - 1))
                                                + "\\w*"
                                        : Pattern.quote(phrase))
                        .collect(Collectors.joining("|", "\\b(?:", ")(?!\\w)")));
    }

    /** All complaints that a text names, in the order of the systems. */
    List<Complaint> complaints(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<Complaint> found = new ArrayList<>();
        for (Part system : all) {
            Matcher complaint = system.complaints().matcher(lower);
            while (complaint.find()) {
                found.add(new Complaint(system.name(), complaint.group()));
            }
        }
        return found;
    }

    /** The system whose parts an examination's sentence names most often. */
    Optional<String> examined(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String best = null;
        long most = 0;
        for (Part system : all) {
            long found = system.parts().matcher(lower).results().count();
            if (found > most) {
                most = found;
                best = system.name();
            }
        }
        return Optional.ofNullable(best);
    }
}
