package org.carrel.ingest.ocr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.carrel.ingest.LanguagePacks;
import org.carrel.ingest.Page;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.Word;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.TextBuilder;
import org.carrel.ingest.transcript.Transcript;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReaderTest {

    private static final List<String> FIRST =
            List.of("Patient was seen on Monday.", "Blood pressure was normal.");
    private static final List<String> SECOND = List.of("Second page of the record.");

    @TempDir static Path languages;
    @TempDir Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        new LanguagePacks(languages).prepare();
    }

    @ParameterizedTest
    @CsvSource({"png,image/png", "jpg,image/jpeg", "gif,image/gif", "bmp,image/bmp"})
    void aPictureIsAPageOfPixels(String format, String type) throws IOException {
        Path file = folder.resolve("a." + format);
        ImageIO.write(Pictures.letter(FIRST), format, file.toFile());
        TextBuilder text = read(file, type, List.of("eng"));
        assertEquals(String.join("\n", FIRST), Pictures.lines(text.text()));
        Page page = text.pages().getFirst();
        assertTrue(page.recognised());
        assertEquals(1700, page.width(), 1);
        assertEquals(2200, page.height(), 1);
        Word word = text.words().getFirst();
        assertEquals("Patient", text.text().substring(word.start(), word.end()));
        assertEquals(Pictures.LEFT * Pictures.DPI / 72, word.x(), 4);
        assertEquals(Pictures.FIRST_BASELINE * Pictures.DPI / 72, word.y() + word.height(), 4);
    }

    @Test
    void everyPictureOfATiffIsAPage() throws IOException {
        Path file = folder.resolve("a.tiff");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(Pictures.letter(FIRST), null, null), null);
            writer.writeToSequence(new IIOImage(Pictures.letter(SECOND), null, null), null);
            writer.endWriteSequence();
        }
        TextBuilder text = read(file, "image/tiff", List.of("eng"));
        assertEquals(2, text.pages().size());
        Page second = text.pages().get(1);
        assertEquals(SECOND.getFirst(), text.text().substring(second.start(), second.end()));
    }

    @Test
    void aPhotographIsTurnedAsTheCameraNoted() throws IOException {
        Path file = folder.resolve("a.jpg");
        ImageIO.write(Pictures.turned(Pictures.letter(FIRST), 3), "jpg", file.toFile());
        Files.write(file, withOrientation(Files.readAllBytes(file), 6));
        TextBuilder text = read(file, "image/jpeg", List.of("eng"));
        assertEquals(String.join("\n", FIRST), Pictures.lines(text.text()));
        assertEquals(1700, text.pages().getFirst().width(), 1);
        assertEquals(Pictures.LEFT * Pictures.DPI / 72, text.words().getFirst().x(), 4);
    }

    @Test
    void aSmallPictureIsEnlarged() throws IOException {
        Path file = folder.resolve("a.png");
        BufferedImage sheet = Pictures.letter(FIRST);
        BufferedImage small = new BufferedImage(850, 1100, BufferedImage.TYPE_BYTE_GRAY);
        small.createGraphics()
                .drawImage(
                        sheet.getScaledInstance(850, 1100, java.awt.Image.SCALE_SMOOTH),
                        0,
                        0,
                        null);
        ImageIO.write(small, "png", file.toFile());
        TextBuilder text = read(file, "image/png", List.of("eng"));
        assertEquals(String.join("\n", FIRST), Pictures.lines(text.text()));
        assertEquals(850, text.pages().getFirst().width());
        assertEquals(Pictures.LEFT * 100 / 72, text.words().getFirst().x(), 3);
    }

    @Test
    void aPictureWithoutTextIsRefused() throws IOException {
        Path file = folder.resolve("a.png");
        ImageIO.write(Pictures.letter(List.of()), "png", file.toFile());
        assertEquals(RefusalReason.NO_TEXT, refusal(file, List.of("eng")));
    }

    @Test
    void aPictureIsRefusedWhenRecognitionIsOff() throws IOException {
        Path file = folder.resolve("a.png");
        ImageIO.write(Pictures.letter(FIRST), "png", file.toFile());
        assertEquals(RefusalReason.NO_TEXT, refusal(file, List.of()));
        assertEquals(RefusalReason.LANGUAGE_PACK_MISSING, refusal(file, List.of("eng", "deu")));
        assertEquals(RefusalReason.LANGUAGE_PACK_MISSING, refusal(file, List.of("../eng")));
    }

    @Test
    void aPictureThatClaimsTooManyPixelsIsNotDecoded() throws IOException {
        Path file = folder.resolve("a.png");
        Files.write(file, pngHeader(100_000, 100_000));
        assertEquals(RefusalReason.TOO_LARGE, refusal(file, List.of("eng")));
    }

    @Test
    void anOperatorsOwnLanguageDataAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("eng.traineddata"), "own");
        Files.writeString(folder.resolve("deu.traineddata"), "own");
        LanguagePacks packs = new LanguagePacks(folder).prepare();
        assertEquals("own", Files.readString(folder.resolve("eng.traineddata")));
        assertEquals(List.of("deu", "eng"), packs.languages());
        assertFalse(packs.prepare().languages().isEmpty());
        assertTrue(Files.size(folder.resolve("osd.traineddata")) > 1_000_000);
    }

    private RefusalReason refusal(Path file, List<String> wanted) {
        return assertThrows(RefusedException.class, () -> read(file, "image/png", wanted)).reason();
    }

    private TextBuilder read(Path file, String type, List<String> wanted) throws IOException {
        Transcript transcript =
                new Transcript(
                        folder,
                        new Transcript.Limits(1_000_000, 10, 1_000_000),
                        (stage, done, total) -> {});
        Source source =
                new Source(file, String.valueOf(file.getFileName()), type, null, wanted, languages);
        ImageReader reader = new ImageReader();
        assertTrue(reader.reads(source));
        reader.read(source, transcript);
        return transcript.text();
    }

    /** An Exif segment with tag 274 after the start of the image. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] segment = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            18,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] with = new byte[jpeg.length + segment.length];
        System.arraycopy(jpeg, 0, with, 0, 2);
        System.arraycopy(segment, 0, with, 2, segment.length);
        System.arraycopy(jpeg, 2, with, 2 + segment.length, jpeg.length - 2);
        return with;
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        var header = new java.io.ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        out.writeInt(0);
        out.write("IDAT".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(0);
        return bytes.toByteArray();
    }
}
