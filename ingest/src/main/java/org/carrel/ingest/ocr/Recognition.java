package org.carrel.ingest.ocr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.layout.Box;
import org.carrel.ingest.layout.PageLayout;
import org.jspecify.annotations.Nullable;

/**
 * Tesseract 5 with the languages of one file. Not for two threads at once. The environment of the
 * process should have {@code OMP_THREAD_LIMIT=1}: its threads cost more than they bring.
 */
public final class Recognition implements AutoCloseable {

    /** Words of which the recogniser is less sure are noise in a picture. */
    private static final float MIN_CONFIDENCE = 20;

    /** The same for what has neither letter nor digit. */
    private static final float MIN_MARK_CONFIDENCE = 70;

    /** A page read the right way up is above this. */
    private static final float GOOD_CONFIDENCE = 70;

    /** Of the orientation's confidence; Tesseract's own program prints below it, too. */
    private static final float MIN_TURN_CONFIDENCE = 1;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_]{2,40}");
    private static final String ORIENTATION = "osd";

    static {
        // The native libraries are unpacked; the child may write to its own folder alone.
        String folder = "org.bytedeco.javacpp.cachedir";
        if (System.getProperty(folder) == null) {
            System.setProperty(
                    folder, Path.of(System.getProperty("java.io.tmpdir"), "javacpp").toString());
        }
    }

    private final TessBaseAPI api;
    private final Path languageFolder;
    private @Nullable TessBaseAPI orientation;

    private Recognition(TessBaseAPI api, Path languageFolder) {
        this.api = api;
        this.languageFolder = languageFolder;
    }

    /**
     * @param languages to read, the likeliest first, such as {@code eng}; not empty
     * @param languageFolder with {@code <language>.traineddata} for each
     * @throws RefusedException LANGUAGE_PACK_MISSING when one is not there or cannot be used
     */
    public static Recognition open(List<String> languages, Path languageFolder) {
        for (String language : languages) {
            if (!LANGUAGE.matcher(language).matches() || !isThere(languageFolder, language)) {
                throw new RefusedException(RefusalReason.LANGUAGE_PACK_MISSING);
            }
        }
        TessBaseAPI api = new TessBaseAPI();
        String all = String.join("+", languages);
        if (api.Init(languageFolder.toString(), all, tesseract.OEM_LSTM_ONLY) != 0) {
            api.close();
            throw new RefusedException(RefusalReason.LANGUAGE_PACK_MISSING);
        }
        beQuiet(api);
        return new Recognition(api, languageFolder);
    }

    /** Its remarks about resolutions would fill the child's error log. */
    private static void beQuiet(TessBaseAPI api) {
        api.SetVariable("debug_file", "/dev/null");
    }

    private static boolean isThere(Path folder, String language) {
        return Files.isRegularFile(folder.resolve(language + ".traineddata"));
    }

    /**
     * The lines of a page.
     *
     * @param width of the page in the unit that its boxes shall have
     * @param height likewise
     * @param dpi of the picture, 0 when not known
     */
    public PageLayout read(GrayPicture picture, float width, float height, int dpi) {
        Reading reading = read(picture, 0, dpi);
        if (reading.meanConfidence() < GOOD_CONFIDENCE && isThere(languageFolder, ORIENTATION)) {
            int turn = turn(picture, dpi);
            if (turn != 0) {
                Reading turned = read(picture.turned(turn), turn, dpi);
                reading = turned.score() > reading.score() ? turned : reading;
            }
        }
        return reading.page(picture, width, height);
    }

    private Reading read(GrayPicture picture, int turned, int dpi) {
        api.SetPageSegMode(tesseract.PSM_AUTO);
        show(api, picture, dpi);
        if (api.Recognize(null) != 0) {
            throw new IllegalStateException("Tesseract did not read the picture");
        }
        Reading reading = new Reading(turned);
        try (ResultIterator words = api.GetIterator()) {
            if (words != null && !words.isNull()) {
                collect(words, reading);
            }
        }
        api.Clear();
        return reading;
    }

    private static void show(TessBaseAPI api, GrayPicture picture, int dpi) {
        api.SetImage(picture.pixels(), picture.width(), picture.height(), 1, picture.width());
        if (dpi > 0) {
            api.SetSourceResolution(dpi);
        }
    }

    private static void collect(ResultIterator words, Reading into) {
        int[] left = new int[1];
        int[] top = new int[1];
        int[] right = new int[1];
        int[] bottom = new int[1];
        int level = tesseract.RIL_WORD;
        do {
            if (words.IsAtBeginningOf(tesseract.RIL_PARA)) {
                into.paragraph();
            } else if (words.IsAtBeginningOf(tesseract.RIL_TEXTLINE)) {
                into.line();
            }
            String text = text(words, level);
            float confidence = words.Confidence(level);
            if (isWord(text, confidence) && words.BoundingBox(level, left, top, right, bottom)) {
                into.word(text, confidence, Box.between(left[0], top[0], right[0], bottom[0]));
            }
        } while (words.Next(level));
    }

    private static String text(ResultIterator words, int level) {
        BytePointer text = words.GetUTF8Text(level);
        if (text == null || text.isNull()) {
            return "";
        }
        String read = text.getString(StandardCharsets.UTF_8);
        tesseract.TessDeleteText(text);
        return read.strip();
    }

    private static boolean isWord(String text, float confidence) {
        boolean letters = text.codePoints().anyMatch(Character::isLetterOrDigit);
        return !text.isEmpty() && confidence >= (letters ? MIN_CONFIDENCE : MIN_MARK_CONFIDENCE);
    }

    /** How often the picture must be turned clockwise by 90 degrees to stand upright. */
    private int turn(GrayPicture picture, int dpi) {
        TessBaseAPI osd = orientation;
        if (osd == null) {
            osd = new TessBaseAPI();
            orientation = osd;
            if (osd.Init(languageFolder.toString(), ORIENTATION, tesseract.OEM_TESSERACT_ONLY)
                    != 0) {
                return 0;
            }
        }
        beQuiet(osd);
        osd.SetPageSegMode(tesseract.PSM_OSD_ONLY);
        show(osd, picture, dpi);
        try (IntPointer degrees = new IntPointer(1);
                FloatPointer sure = new FloatPointer(1);
                PointerPointer<BytePointer> script = new PointerPointer<>(1);
                FloatPointer scriptSure = new FloatPointer(1)) {
            boolean found = osd.DetectOrientationScript(degrees, sure, script, scriptSure);
            osd.Clear();
            // Degrees by which the picture is turned clockwise.
            return found && sure.get() >= MIN_TURN_CONFIDENCE
                    ? (4 - Math.floorMod(degrees.get() / 90, 4)) % 4
                    : 0;
        }
    }

    @Override
    public void close() {
        api.End();
        api.close();
        if (orientation != null) {
            orientation.End();
            orientation.close();
        }
    }
}
