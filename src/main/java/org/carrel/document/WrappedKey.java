package org.carrel.document;

/** A document's key as it is stored: of no use without the key-encryption key. */
public final class WrappedKey {

    private final byte[] bytes;

    WrappedKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
