package org.carrel.ingest.layout;

/**
 * A rectangle on a page.
 *
 * @param x left edge, from the page's left as shown
 * @param y upper edge, from the page's top
 */
public record Box(float x, float y, float width, float height) {

    /** The rectangle between two corners, in any order. */
    public static Box between(float x1, float y1, float x2, float y2) {
        return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }

    /** The smallest rectangle around both. */
    public Box and(Box other) {
        return between(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    public float right() {
        return x + width;
    }

    public float bottom() {
        return y + height;
    }

    /** Whether the middle of the other lies in this one. */
    public boolean holdsMiddleOf(Box other) {
        float middleX = other.x + other.width / 2;
        float middleY = other.y + other.height / 2;
        return middleX >= x && middleX <= right() && middleY >= y && middleY <= bottom();
    }

    public Box times(float factor) {
        return new Box(x * factor, y * factor, width * factor, height * factor);
    }
}
