package org.carrel.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.carrel.ingest.Page;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    private static final String FRENCH =
            "Le bailleur loue les archives \u00e0 la commune. Le loyer est pay\u00e9 chaque mois, "
                    + "d\u00e8s la premi\u00e8re ann\u00e9e, apr\u00e8s r\u00e9ception de la facture.";
    private static final String CZECH =
            "Pronaj\u00edmatel pronaj\u00edm\u00e1 archiv obci. N\u00e1jemn\u00e9 se plat\u00ed m\u011bs\u00ed\u010dn\u011b, "
                    + "v\u017edy k prvn\u00edmu dni, po obdr\u017een\u00ed faktury od pronaj\u00edmatele.";
    private static final String RUSSIAN =
            "\u0410\u0440\u0435\u043d\u0434\u043e\u0434\u0430\u0442\u0435\u043b\u044c \u0441\u0434\u0430\u0451\u0442 \u0430\u0440\u0445\u0438\u0432. "
                    + "\u041f\u043b\u0430\u0442\u0430 \u0432\u043d\u043e\u0441\u0438\u0442\u0441\u044f \u043a\u0430\u0436\u0434\u044b\u0439 \u043c\u0435\u0441\u044f\u0446 \u043f\u043e\u0441\u043b\u0435 \u043f\u043e\u043b\u0443\u0447\u0435\u043d\u0438\u044f \u0441\u0447\u0451\u0442\u0430.";
    private static final String JAPANESE =
            "\u8cb8\u4e3b\u306f\u6587\u66f8\u5eab\u3092\u8cb8\u3057\u307e\u3059\u3002\u8cc3\u6599\u306f\u6bce\u6708\u4e00\u65e5\u306b\u652f\u6255\u308f\u308c\u307e\u3059\u3002\u9375\u306f\u53d7\u4ed8\u306b\u3042\u308a\u307e\u3059\u3002";
    private static final String CHINESE =
            "\u51fa\u79df\u4eba\u5c06\u6863\u6848\u5ba4\u51fa\u79df\u7ed9\u627f\u79df\u4eba\u3002\u79df\u91d1\u6bcf\u6708\u652f\u4ed8\u4e00\u6b21\u3002\u94a5\u5319\u5728\u524d\u53f0\u3002\u5408\u540c\u4e3a\u671f\u4e09\u5e74\u3002";

    @TempDir Path folder;

    private Transcript read(byte[] bytes) throws Exception {
        return new Reading(folder).of("note.txt", bytes);
    }

    private static String text(String language) {
        return switch (language) {
            case "fr" -> FRENCH;
            case "cs" -> CZECH;
            case "ru" -> RUSSIAN;
            case "ja" -> JAPANESE;
            default -> CHINESE;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, fr",
        "UTF-8, zh",
        "UTF-16LE, fr",
        "UTF-16BE, ru",
        "UTF-32LE, fr",
        "UTF-32BE, ru",
        "windows-1252, fr",
        "ISO-8859-1, fr",
        "ISO-8859-2, cs",
        "windows-1251, ru",
        "KOI8-R, ru",
        "Shift_JIS, ja",
        "EUC-JP, ja",
        "ISO-2022-JP, ja",
        "GB18030, zh"
    })
    void textInAnyEncodingIsRead(String encoding, String language) throws Exception {
        String text = text(language);
        assertEquals(text, Reading.text(read(text.getBytes(Charset.forName(encoding)))));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkIsNoText(String encoding) throws Exception {
        byte[] bytes = ("\uFEFF" + FRENCH).getBytes(Charset.forName(encoding));
        assertEquals(FRENCH, Reading.text(read(bytes)));
    }

    @Test
    void anAccentFarDownIsStillOneLetter() throws Exception {
        String text = "plain words and no more than that ".repeat(5_000) + "caf\u00e9";
        Transcript read = read(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(Reading.text(read).endsWith("that caf\u00e9"));
    }

    @Test
    void aFormFeedIsTheBorderOfPages() throws Exception {
        Transcript read = read("first\n\fsecond\n\f\n".getBytes());
        assertEquals("first\n\nsecond\n\n", Reading.text(read));
        assertEquals(
                List.of(new Page(1, 0, 5), new Page(2, 7, 13), new Page(3, 15, 15)),
                read.text().pages());
        assertEquals(1, read("only one\n\f".getBytes()).text().pages().size());
    }

    @Test
    void everyKindOfLineEndIsOne() throws Exception {
        assertEquals("a\nb\nc\n\nd", Reading.text(read("a\rb\r\nc\n\nd".getBytes())));
    }

    @Test
    void markdownIsTextWithHeadings() throws Exception {
        byte[] bytes = "# Rent\n\nThe rent is $4,200.\n".getBytes();
        Transcript read = new Reading(folder).of("lease.md", bytes);
        assertEquals("# Rent\n\nThe rent is $4,200.", Reading.text(read));
        assertEquals("Rent", Reading.passages(read).getFirst().path());
    }

    @Test
    void aPageHasNothingHiddenAndFetchesNothing() throws Exception {
        String page =
                """
                <html lang="en-US"><head><title>Lease</title>
                <meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"></head><body>
                <h1>Rent</h1><!-- a comment --><p>The rent
                is due.</p>
                <p hidden>gone 1</p><p style="display: none">gone 2</p>
                <span style="VISIBILITY:hidden">gone 3</span>
                <div style="color:red; font-size: 0px"><p>gone 4</p></div>
                <p style="font-size:0.9em">small</p><p style="font-size:0">gone 5</p>
                <img src="http://127.0.0.1:9/x.png" alt=""><script>gone()</script>
                <h2>Late rent</h2><ol><li>first<li>second</ol>
                </body></html>
                """;
        Transcript read = new Reading(folder).of("lease.html", page.getBytes());
        assertEquals(
                "Rent\n\nThe rent is due.\n\nsmall\n\nLate rent\n\n1. first\n2. second",
                Reading.text(read));
        assertFalse(Reading.text(read).contains("gone"));
        assertEquals(List.of("Rent", "Late rent"), Reading.headings(read));
        assertEquals("Lease", read.properties().title());
        assertEquals("en-US", read.properties().language());
        assertNull(read.properties().author());
    }

    @Test
    void xmlIsItsTextWithoutEntitiesFromOutside() throws Exception {
        String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>b &x; c</a>";
        assertEquals("b c", Reading.text(new Reading(folder).of("a.xml", xml.getBytes())));
    }

    @Test
    void aBookHasItsChapters() throws Exception {
        byte[] epub =
                Zips.of(
                        "mimetype",
                        "application/epub+zip",
                        "META-INF/container.xml",
                        """
                        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
                          version="1.0"><rootfiles><rootfile full-path="book.opf"
                          media-type="application/oebps-package+xml"/></rootfiles></container>
                        """,
                        "book.opf",
                        """
                        <package xmlns="http://www.idpf.org/2007/opf" version="2.0"
                          unique-identifier="i"><metadata
                          xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Keys</dc:title>
                          <dc:language>en</dc:language></metadata><manifest><item id="c"
                          href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
                          <spine><itemref idref="c"/></spine></package>
                        """,
                        "c.xhtml",
                        """
                        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>c</title></head>
                        <body><h1>The desk</h1><p>The keys are there.</p></body></html>
                        """);
        Transcript read = new Reading(folder).of("keys.epub", epub);
        assertTrue(Reading.text(read).contains("The desk\n\nThe keys are there."));
        assertEquals("Keys", read.properties().title());
    }
}
