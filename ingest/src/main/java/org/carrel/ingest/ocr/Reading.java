package org.carrel.ingest.ocr;

import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.layout.Box;
import org.carrel.ingest.layout.PageLayout;

/** What was read from a picture, perhaps after it was turned. */
final class Reading {

    private final int turned;
    private final List<Token> tokens = new ArrayList<>();
    private boolean newLine;
    private boolean newParagraph;

    private record Token(
            String text, float confidence, Box box, boolean newLine, boolean newParagraph) {}

    /**
     * @param turned how often the page's picture was turned clockwise by 90 degrees before
     */
    Reading(int turned) {
        this.turned = turned;
    }

    void line() {
        newLine = true;
    }

    void paragraph() {
        newParagraph = true;
    }

    void word(String text, float confidence, Box box) {
        tokens.add(new Token(text, confidence, box, newLine, newParagraph));
        newLine = false;
        newParagraph = false;
    }

    /** Weighted by the words' lengths, 0 to 100. */
    float meanConfidence() {
        int letters = tokens.stream().mapToInt(token -> token.text.length()).sum();
        return letters == 0 ? 0 : score() / letters;
    }

    /** Grows with what was read and with how sure it is. */
    float score() {
        float score = 0;
        for (Token token : tokens) {
            score += token.confidence * token.text.length();
        }
        return score;
    }

    /**
     * The words on their page.
     *
     * @param picture before it was turned
     */
    PageLayout page(GrayPicture picture, float width, float height) {
        PageLayout.Builder page = new PageLayout.Builder(width, height, true);
        float scaleX = width / picture.width();
        float scaleY = height / picture.height();
        for (Token token : tokens) {
            if (token.newParagraph) {
                page.endParagraph();
            } else if (token.newLine) {
                page.endLine();
            }
            Box box = turnedBack(token.box, picture);
            page.word(
                    token.text,
                    new Box(
                            box.x() * scaleX,
                            box.y() * scaleY,
                            box.width() * scaleX,
                            box.height() * scaleY),
                    Math.round(token.confidence));
        }
        return page.build();
    }

    private Box turnedBack(Box box, GrayPicture picture) {
        int width = picture.width();
        int height = picture.height();
        return switch (turned) {
            case 1 -> Box.between(box.y(), height - box.x(), box.bottom(), height - box.right());
            case 2 ->
                    Box.between(
                            width - box.x(),
                            height - box.y(),
                            width - box.right(),
                            height - box.bottom());
            case 3 -> Box.between(width - box.y(), box.x(), width - box.bottom(), box.right());
            default -> box;
        };
    }
}
