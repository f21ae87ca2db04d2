package org.carrel.ingest.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Word;
import org.carrel.ingest.transcript.Transcript.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@link Extracted} on the wire. What follows from the rest is not sent, so it cannot
 * be wrong: a passage's text is cut from the text, pages and passages are numbered as they come,
 * attachments are the files {@code 0}, {@code 1}, ... of their folder.
 */
final class ExtractedForm {

    /** Of pages, words and everything else. */
    static final long MAX_BYTES_BESIDE_TEXT = 160L * 1024 * 1024;

    private static final int MAX_PAGES = 100_000;
    private static final int MAX_PASSAGES = 500_000;
    private static final int MAX_WORDS = 4_000_000;
    private static final int MAX_LABEL = 1_000;
    private static final int MAX_PROPERTY = 500;
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    private ExtractedForm() {}

    static boolean isWithinBounds(Extracted extracted) {
        return extracted.pages().size() <= MAX_PAGES
                && extracted.passages().size() <= MAX_PASSAGES
                && extracted.words().size() <= MAX_WORDS
                && ClinicalForm.isWithinBounds(extracted.clinical());
    }

    static void write(Extracted extracted, WireOutput out) throws IOException {
        out.text(extracted.mediaType());
        out.text(extracted.text());
        writePages(extracted.pages(), out);
        writePassages(extracted.passages(), out);
        writeWords(extracted.words(), out);
        writeProperties(extracted.properties(), out);
        ClinicalForm.write(extracted.clinical(), out);
        out.number(extracted.attachments().size());
        for (Attachment attachment : extracted.attachments()) {
            out.line(attachment.name(), MAX_LABEL);
        }
    }

    static Extracted read(WireInput in, Limits limits, Path attachmentFolder) throws IOException {
        String mediaType = in.line(255);
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new MalformedWireException("no media type");
        }
        String text = in.text(limits.textCharacters());
        List<Page> pages = pages(in, text.length());
        return new Extracted(
                mediaType,
                text,
                pages,
                passages(in, text, pages),
                words(in, text.length()),
                properties(in),
                ClinicalForm.read(in, text.length()),
                attachments(in, limits.attachments(), attachmentFolder));
    }

    private static void writePages(List<Page> pages, WireOutput out) throws IOException {
        out.number(pages.size());
        for (Page page : pages) {
            out.number(page.start());
            out.number(page.end());
            out.size(page.width());
            out.size(page.height());
            out.flag(page.recognised());
        }
    }

    private static List<Page> pages(WireInput in, int length) throws IOException {
        List<Page> pages = new ArrayList<>();
        int from = 0;
        for (int left = in.number(1, MAX_PAGES); left > 0; left--) {
            int start = in.number(from, length);
            int end = in.number(start, length);
            pages.add(new Page(pages.size() + 1, start, end, in.size(), in.size(), in.flag()));
            from = end;
        }
        return pages;
    }

    /** A path is sent when it is another than that of the passage before. */
    private static void writePassages(List<Passage> passages, WireOutput out) throws IOException {
        out.number(passages.size());
        String path = "";
        for (Passage passage : passages) {
            out.number(passage.page());
            out.number(passage.start());
            out.number(passage.end());
            out.optionalLine(passage.path().equals(path) ? null : passage.path(), MAX_LABEL);
            path = passage.path();
        }
    }

    private static List<Passage> passages(WireInput in, String text, List<Page> pages)
            throws IOException {
        List<Passage> passages = new ArrayList<>();
        int from = 0;
        String path = "";
        for (int left = in.number(0, MAX_PASSAGES); left > 0; left--) {
            Page page = pages.get(in.number(1, pages.size()) - 1);
            int start = in.number(Math.max(from, page.start()), page.end());
            if (start == page.end()) {
                throw new MalformedWireException("a passage begins where its page ends");
            }
            int end = in.number(start + 1, page.end());
            String other = in.optionalLine(MAX_LABEL);
            path = other == null ? path : other;
            passages.add(
                    new Passage(
                            passages.size(),
                            page.number(),
                            start,
                            end,
                            text.substring(start, end),
                            path));
            from = end;
        }
        return passages;
    }

    private static void writeWords(List<Word> words, WireOutput out) throws IOException {
        out.number(words.size());
        for (Word word : words) {
            out.number(word.start());
            out.number(word.end());
            out.real(word.x());
            out.real(word.y());
            out.size(word.width());
            out.size(word.height());
            out.octet(Math.clamp(word.confidence(), Word.CERTAIN, 100) - Word.CERTAIN);
        }
    }

    private static List<Word> words(WireInput in, int length) throws IOException {
        List<Word> words = new ArrayList<>();
        int from = 0;
        for (int left = in.number(0, MAX_WORDS); left > 0; left--) {
            int start = in.number(from, length);
            int end = in.number(start, length);
            words.add(
                    new Word(
                            start,
                            end,
                            in.real(),
                            in.real(),
                            in.size(),
                            in.size(),
                            in.smallNumber(100 - Word.CERTAIN) + Word.CERTAIN));
            from = start;
        }
        return words;
    }

    private static void writeProperties(FileProperties properties, WireOutput out)
            throws IOException {
        out.optionalLine(properties.title(), MAX_PROPERTY);
        out.optionalLine(properties.author(), MAX_PROPERTY);
        Instant created = properties.created();
        out.flag(created != null);
        if (created != null) {
            out.longNumber(created.getEpochSecond());
            out.number(created.getNano());
        }
        out.optionalLine(properties.language(), MAX_PROPERTY);
    }

    private static FileProperties properties(WireInput in) throws IOException {
        return new FileProperties(
                in.optionalLine(MAX_PROPERTY),
                in.optionalLine(MAX_PROPERTY),
                in.flag() ? instant(in) : null,
                in.optionalLine(MAX_PROPERTY));
    }

    private static @Nullable Instant instant(WireInput in) throws IOException {
        long second = in.longNumber();
        int nano = in.number(0, 999_999_999);
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (DateTimeException e) {
            throw new MalformedWireException("no such time");
        }
    }

    private static List<Attachment> attachments(WireInput in, int max, Path folder)
            throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        for (int left = in.number(0, max); left > 0; left--) {
            Path bytes = folder.resolve(Integer.toString(attachments.size()));
            attachments.add(new Attachment(in.line(MAX_LABEL), bytes));
        }
        return attachments;
    }
}
