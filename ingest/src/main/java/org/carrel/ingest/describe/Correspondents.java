package org.carrel.ingest.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.ingest.Span;

/** Who wrote a mail, and to whom: from the header lines above its text. */
final class Correspondents {

    private static final int HEADER = 4_000;
    private static final int MOST = 20;
    private static final Pattern LINE =
            Pattern.compile("(?m)^(?:From|To|Cc):[ \\t]{0,8}+([^\\n]{1,2000}+)$");

    /** One address: a name, perhaps quoted so that it may hold a comma, and what follows. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\s{0,8}+((?:\"[^\"]{0,200}\"[^,;]{0,200}|[^,;\"]{1,200}))(?:[,;]|$)");

    private Correspondents() {}

    static List<Guess<String>> of(Subject subject) {
        String header = subject.text().substring(0, Math.min(HEADER, subject.text().length()));
        List<Guess<String>> found = new ArrayList<>();
        Matcher lines = LINE.matcher(header);
        while (lines.find()) {
            Matcher addresses = ADDRESS.matcher(header).region(lines.start(1), lines.end(1));
            while (addresses.find() && found.size() < MOST) {
                String name = addresses.group(1).strip();
                if (!name.isEmpty()) {
                    found.add(
                            new Guess<>(name, 0.9, new Span(addresses.start(1), addresses.end(1))));
                }
            }
        }
        if (found.isEmpty() && subject.properties().author() != null) {
            found.add(new Guess<>(subject.properties().author(), 0.7, null));
        }
        return found;
    }
}
