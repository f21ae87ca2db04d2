package org.carrel.ingest.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.layout.LayoutWriter;
import org.carrel.ingest.layout.PageLayout;
import org.carrel.ingest.transcript.DocumentReader;
import org.carrel.ingest.transcript.Source;
import org.carrel.ingest.transcript.Transcript;

/** Reads scans that are pictures: each picture of the file is a page, its unit the pixel. */
public final class ImageReader implements DocumentReader {

    private static final Set<String> TYPES =
            Set.of(
                    "image/tiff",
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/bmp",
                    "image/x-ms-bmp");

    /** Pictures narrower than this are mostly of screens; letters are too small at their size. */
    private static final int SMALL = 1_200;

    private static final float ENLARGED = 2;

    @Override
    public boolean reads(Source source) {
        return TYPES.contains(source.mediaType());
    }

    @Override
    public void read(Source source, Transcript into) throws IOException {
        if (source.languages().isEmpty()) {
            throw new RefusedException(RefusalReason.NO_TEXT);
        }
        List<PageLayout> pages = new ArrayList<>();
        try (PictureFile file = PictureFile.open(source);
                Recognition recognition =
                        Recognition.open(source.languages(), source.languageFolder())) {
            int count = file.pages();
            for (int i = 0; i < count; i++) {
                into.stage("ocr", i + 1, count);
                pages.add(page(file, i, recognition));
            }
        }
        if (pages.stream().allMatch(page -> page.words() == 0)) {
            throw new RefusedException(RefusalReason.NO_TEXT);
        }
        LayoutWriter.write(pages, Map.of(), into.text());
    }

    private static PageLayout page(PictureFile file, int index, Recognition recognition)
            throws IOException {
        PictureFile.Picture picture = file.picture(index);
        BufferedImage image = picture.image();
        float scale = image.getWidth() < SMALL && image.getHeight() < SMALL ? ENLARGED : 1;
        GrayPicture gray = GrayPicture.of(image, scale);
        if (gray.isBlank()) {
            return new PageLayout.Builder(picture.width(), picture.height(), true).build();
        }
        return recognition.read(gray, picture.width(), picture.height(), 0);
    }
}
