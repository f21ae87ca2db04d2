package org.carrel.ingest.tika;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    private static final String HEADERS =
            """
            From: =?UTF-8?Q?Odile_March=C3=A9?= <odile@hallowell.example>
            To: Aurelio Finch <aurelio@larkmoor.example>,
             Ottilie Brandt <ottilie@larkmoor.example>
            Date: Tue, 29 Apr 2025 16:05:00 -0400
            Subject: The keys of
             the archive
            MIME-Version: 1.0
            """;

    @TempDir Path folder;

    private Transcript read(String mail) throws Exception {
        return read(mail.getBytes(StandardCharsets.UTF_8));
    }

    private Transcript read(byte[] mail) throws Exception {
        return new Reading(folder).of("mail.eml", mail);
    }

    @Test
    void headersComeFirstAndAreTheProperties() throws Exception {
        Transcript mail = read(HEADERS + "\nThe keys are at the desk.\n");
        assertEquals(
                """
                From: Odile March\u00e9 <odile@hallowell.example>
                To: Aurelio Finch <aurelio@larkmoor.example>, Ottilie Brandt <ottilie@larkmoor.example>
                Date: 2025-04-29T20:05:00Z
                Subject: The keys of the archive

                The keys are at the desk.\
                """,
                Reading.text(mail));
        assertEquals("The keys of the archive", mail.properties().title());
        assertEquals(Instant.parse("2025-04-29T20:05:00Z"), mail.properties().created());
    }

    @Test
    void ofAlternativesThePageIsTheBody() throws Exception {
        Transcript mail =
                read(
                        HEADERS
                                + """
                                Content-Type: multipart/alternative; boundary=x

                                --x
                                Content-Type: text/plain

                                The keys, said plainly.
                                --x
                                Content-Type: text/html; charset=utf-8

                                <p>The keys, <b>on a page</b>.</p><p style="font-size:0">hidden</p>
                                --x--
                                """);
        assertTrue(Reading.text(mail).endsWith("\n\nThe keys, on a page."), Reading.text(mail));
        assertTrue(mail.attachments().isEmpty());
    }

    @Test
    void attachmentsAreKeptAndNamedAndShownPicturesAreNot() throws Exception {
        Transcript mail =
                read(
                        HEADERS
                                + """
                                Content-Type: multipart/mixed; boundary=m

                                --m
                                Content-Type: multipart/related; boundary=r

                                --r
                                Content-Type: text/html

                                <p>See the logo <img src="cid:logo@x"></p>
                                --r
                                Content-Type: image/png; name=logo.png
                                Content-ID: <logo@x>

                                PNG
                                --r--
                                --m
                                Content-Type: text/plain; name=list.txt
                                Content-Disposition: attachment; filename="../../list.txt"
                                Content-Transfer-Encoding: base64

                                b25lIHR3bw==
                                --m
                                Content-Type: image/png; name=photo.png
                                Content-Disposition: inline; filename=photo.png
                                Content-ID: <photo@x>

                                PNG
                                --m
                                Content-Type: message/rfc822

                                Subject: the mail within

                                the words within
                                --m--
                                """);
        assertTrue(
                Reading.text(mail)
                        .endsWith(
                                "See the logo\n\nAttachment: list.txt\nAttachment: photo.png\n"
                                        + "Attachment: attachment.eml"),
                Reading.text(mail));
        assertEquals(List.of("../../list.txt", "photo.png", "attachment.eml"), Reading.names(mail));
        assertArrayEquals("one two".getBytes(), Reading.attached(mail, 0));
        assertFalse(Reading.text(mail).contains("the words within"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "iso-8859-2", "shift_jis", "koi8-r", "utf-8"})
    void aBodyHasTheCharsetThatItsPartDeclares(String charset) throws Exception {
        String body =
                switch (charset) {
                    case "shift_jis" -> "\u9375\u306f\u53d7\u4ed8\u306b\u3042\u308b";
                    case "koi8-r" -> "\u041a\u043b\u044e\u0447\u0438";
                    case "iso-8859-2" -> "kl\u00ed\u010de jsou u vr\u00e1tn\u00e9ho";
                    default -> "Cl\u00e9s \u00e0 l'accueil";
                };
        byte[] mail =
                (HEADERS + "Content-Type: text/plain; charset=" + charset + "\n\n" + body + "\n")
                        .getBytes(Charset.forName(charset));
        assertTrue(Reading.text(read(mail)).endsWith("\n\n" + body));
    }

    @Test
    void aMailboxIsItsMailsByteForByte() throws Exception {
        String first = "Subject: one\n\nCl\u00e9s \u00c1 l'accueil\n>From here on.\n\n";
        String second = "Subject: two\n\nSecond.\n";
        byte[] box =
                ("From a@x Mon Jan  6 10:00:00 2025\n"
                                + first
                                + "From b@x Mon Jan  6 11:00:00 2025\n"
                                + second)
                        .getBytes(StandardCharsets.UTF_8);
        Transcript read = new Reading(folder).of("old.mbox", box);
        assertEquals(2, read.attachments().size());
        assertEquals(
                first.replace(">From", "From"),
                new String(Reading.attached(read, 0), StandardCharsets.UTF_8));
        assertEquals(second, new String(Reading.attached(read, 1), StandardCharsets.UTF_8));
    }

    @Test
    void anOutlookMailHasItsHeadersBodyAndAttachment() throws Exception {
        byte[] bytes =
                new OutlookMail("The keys", "Odile March\u00e9", "Aurelio Finch")
                        .body("The keys are at the desk.")
                        .attachment("list.txt", "one two".getBytes())
                        .bytes();
        Transcript mail = new Reading(folder).of("keys.msg", bytes);
        assertEquals(
                """
                From: Odile March\u00e9
                To: Aurelio Finch
                Subject: The keys

                The keys are at the desk.

                Attachment: list.txt\
                """,
                Reading.text(mail));
        assertArrayEquals("one two".getBytes(), Reading.attached(mail, 0));
    }
}
