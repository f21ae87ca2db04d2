package org.carrel.ingest.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.layout.LayoutWriter;
import org.carrel.ingest.layout.PageLayout;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/**
 * Reads PDF files. One that needs a password is opened with the one that was given; what its author
 * forbids to those who open it (to copy text, say) is not enforced against the archive that owns
 * it.
 */
public final class PdfReader implements DocumentReader {

    private static final int MAX_PAGES = 50_000;

    /** Of decoded streams; more goes to temporary files. */
    private static final long MAX_MEMORY_BYTES = 64L * 1024 * 1024;

    /** The page that stands for a form in XML, asking to wait, has fewer characters. */
    private static final int FORM_SHELL = 1_500;

    private static final long MAX_SCRATCH_BYTES = 1024L * 1024 * 1024;

    @Override
    public boolean reads(Source source) {
        return source.mediaType().equals("application/pdf");
    }

    @Override
    public void read(Source source, Transcript into) throws IOException {
        try (PDDocument document = open(source)) {
            into.properties(DocumentInformation.of(document));
            List<PageText> pages = pages(document);
            List<PageLayout> layouts = PageRecognition.complete(document, pages, source, into);
            List<PageFrame> frames = pages.stream().map(PageText::frame).toList();
            Additions additions = Additions.of(document, frames);
            List<Addition> form =
                    characters(layouts) < FORM_SHELL ? XfaForm.read(document) : List.of();
            for (int i = 0; i < layouts.size(); i++) {
                add(additions.on(i), layouts, i);
            }
            if (!layouts.isEmpty()) {
                add(form, layouts, layouts.size() - 1);
            }
            LayoutWriter.write(layouts, Bookmarks.headings(document, layouts), into.text());
            EmbeddedFiles.attach(document, additions.files(), into);
            if (characters(layouts) == 0 && into.attachments().isEmpty()) {
                throw new RefusedException(RefusalReason.NO_TEXT);
            }
        }
    }

    private static PDDocument open(Source source) throws IOException {
        StreamCacheCreateFunction memory =
                MemoryUsageSetting.setupMixed(MAX_MEMORY_BYTES, MAX_SCRATCH_BYTES).streamCache;
        String password = source.password();
        try {
            if (password != null && !password.isEmpty()) {
                try {
                    return Loader.loadPDF(source.file().toFile(), password, memory);
                } catch (InvalidPasswordException e) {
                    // It may need none.
                }
            }
            return Loader.loadPDF(source.file().toFile(), "", memory);
        } catch (InvalidPasswordException e) {
            throw new RefusedException(RefusalReason.ENCRYPTED);
        }
    }

    private static List<PageText> pages(PDDocument document) throws IOException {
        List<PageText> pages = new ArrayList<>();
        PageStripper.read(
                document,
                page -> {
                    if (pages.size() >= MAX_PAGES) {
                        throw new RefusedException(RefusalReason.TOO_LARGE);
                    }
                    pages.add(page);
                });
        return pages;
    }

    private static void add(List<Addition> additions, List<PageLayout> layouts, int page) {
        if (!additions.isEmpty()) {
            PageLayout.Builder more = new PageLayout.Builder(layouts.get(page));
            more.aside();
            additions.forEach(addition -> addition.writeTo(more));
            layouts.set(page, more.build());
        }
    }

    private static long characters(List<PageLayout> layouts) {
        return layouts.stream().mapToLong(page -> page.characters().length()).sum();
    }
}
