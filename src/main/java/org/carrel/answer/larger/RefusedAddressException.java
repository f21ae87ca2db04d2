package org.carrel.answer.larger;

/** The larger model may not be spoken to. The message says why, and holds no text and no key. */
final class RefusedAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String reason) {
        super("carrel.answer.larger.address is refused: " + reason);
    }
}
