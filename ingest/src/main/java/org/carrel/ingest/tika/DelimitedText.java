package org.carrel.ingest.tika;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.carrel.ingest.transcript.TextBuilder;
import org.xml.sax.helpers.AttributesImpl;

/**
 * A table as text, such as CSV. Read with Commons CSV: Tika's parser around it wants many rows
 * before it believes in a delimiter, and gives a small table as lines.
 */
final class DelimitedText {

    private static final List<Character> DELIMITERS = List.of('\t', ';', ',', '|');

    /** Lines from which the delimiter is told. */
    private static final int LINES = 20;

    private static final int MAX_LINE = 10_000;
    private static final AttributesImpl NONE = new AttributesImpl();

    private DelimitedText() {}

    static void read(Path file, Charsets charsets, TextBuilder out) throws IOException {
        Charset charset = charsets.of(() -> Files.newInputStream(file));
        char delimiter;
        try (BufferedReader lines = open(file, charset)) {
            delimiter = delimiter(lines);
        }
        CSVFormat format =
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(delimiter)
                        .setLenientEof(true)
                        .setTrailingData(true)
                        .get();
        XhtmlReader table = new XhtmlReader(out, false, (char) 0, () -> {});
        try (Reader reader = open(file, charset);
                CSVParser rows = CSVParser.parse(reader, format)) {
            start(table, "table");
            for (CSVRecord row : rows) {
                write(row, table);
            }
            end(table, "table");
        }
    }

    private static BufferedReader open(Path file, Charset charset) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset));
    }

    /** The one that most lines have, and all of them as often. */
    private static char delimiter(BufferedReader lines) throws IOException {
        int[] lowest = new int[DELIMITERS.size()];
        Arrays.fill(lowest, Integer.MAX_VALUE);
        for (int i = 0; i < LINES; i++) {
            String line = lines.readLine();
            if (line == null || line.length() > MAX_LINE) {
                break;
            }
            for (int d = 0; d < lowest.length && !line.isBlank(); d++) {
                char delimiter = DELIMITERS.get(d);
                int found = (int) line.chars().filter(c -> c == delimiter).count();
                lowest[d] = Math.min(lowest[d], found);
            }
        }
        int best = DELIMITERS.indexOf(',');
        for (int d = 0; d < lowest.length; d++) {
            boolean more = lowest[d] > lowest[best] || lowest[d] == lowest[best] && d < best;
            best = lowest[d] < Integer.MAX_VALUE && lowest[d] > 0 && more ? d : best;
        }
        return DELIMITERS.get(best);
    }

    private static void write(CSVRecord row, XhtmlReader table) {
        start(table, "tr");
        for (String cell : row) {
            start(table, "td");
            char[] characters = cell.toCharArray();
            table.characters(characters, 0, characters.length);
            end(table, "td");
        }
        end(table, "tr");
    }

    private static void start(XhtmlReader table, String name) {
        table.startElement("", name, name, NONE);
    }

    private static void end(XhtmlReader table, String name) {
        table.endElement("", name, name);
    }
}
