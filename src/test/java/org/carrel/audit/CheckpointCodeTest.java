package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteSigner;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.note.VerifierKey;
import org.carrel.compliance.tree.Hash;
import org.junit.jupiter.api.Test;

/** Checkpoints on paper, read from it again. */
class CheckpointCodeTest {

    private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");
    private static final int PIXELS = 4;

    @Test
    void whatIsPrintedIsTheSignedNote() throws Exception {
        NoteSigner log = signer("carrel.example/log", VerifierKey.Type.LOG);
        SignedNote note = log.sign(checkpoint());
        String svg = CheckpointCode.svg(note, AT).orElseThrow();
        SignedNote scanned = SignedNote.parse(scanned(svg).getBytes(StandardCharsets.UTF_8));
        assertEquals(note, scanned);
        assertEquals(1, scanned.verify(List.of(log.key())).size());
        assertTrue(svg.contains("carrel.example/log") && svg.contains("7 entries"), svg);
        assertTrue(svg.contains(checkpoint().root().hex().substring(0, 32)));
    }

    @Test
    void witnessesLinesAreInIt() throws Exception {
        NoteSigner log = signer("carrel.example/log", VerifierKey.Type.LOG);
        NoteSigner witness = signer("witness.example", VerifierKey.Type.WITNESS);
        SignedNote note = witness.cosign(log.sign(checkpoint()), AT);
        assertEquals(
                CheckpointRows.text(note), scanned(CheckpointCode.svg(note, AT).orElseThrow()));
    }

    @Test
    void whatNoCodeHoldsIsNotPrinted() throws Exception {
        SignedNote note = signer("carrel.example/log", VerifierKey.Type.LOG).sign(checkpoint());
        for (int i = 0; i < 30; i++) {
            note = signer("witness" + i + ".example", VerifierKey.Type.WITNESS).cosign(note, AT);
        }
        assertTrue(CheckpointCode.svg(note, AT).isEmpty());
    }

    private static Checkpoint checkpoint() {
        return new Checkpoint("carrel.example/log", 7, Hash.leaf(new byte[] {7}));
    }

    private static NoteSigner signer(String name, VerifierKey.Type type) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new NoteSigner(name, type, pair.getPublic(), pair.getPrivate(), null);
    }

    /**
     * Bars drawn as the picture says, and read. The picture is nothing but the code: the reader's
     * search for one in a scene misses 7 in 100 of these.
     */
    private static String scanned(String svg) throws Exception {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
        assertTrue(box.find());
        int width = Integer.parseInt(box.group(1)) * PIXELS;
        int height = Integer.parseInt(box.group(2)) * PIXELS;
        var pixels = new int[width * height];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher bar = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(svg);
        while (bar.find()) {
            int x = Integer.parseInt(bar.group(1)) * PIXELS;
            int y = Integer.parseInt(bar.group(2)) * PIXELS;
            int run = Integer.parseInt(bar.group(3)) * PIXELS;
            for (int row = y; row < y + PIXELS; row++) {
                Arrays.fill(pixels, row * width + x, row * width + x + run, 0);
            }
        }
        var picture =
                new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        String text =
                new QRCodeReader()
                        .decode(
                                picture,
                                Map.of(
                                        DecodeHintType.CHARACTER_SET,
                                        "UTF-8",
                                        DecodeHintType.PURE_BARCODE,
                                        true))
                        .getText();
        assertNotNull(text);
        return text;
    }
}
