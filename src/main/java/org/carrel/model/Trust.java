package org.carrel.model;

import java.util.Locale;

/** What speaks for a model. */
public enum Trust {
    /** The release names the SHA-256 of what it was made from. */
    SHIPPED,
    /** An accepted key signed for its files. */
    SIGNED,
    /** A person took it in without a signature, and said why. */
    UNSIGNED,
    /** The key that signed for it does not count any more. */
    WITHDRAWN,
    /** Its folder is not the one that was imported. */
    CHANGED,
    /** Nobody decided anything about it. */
    UNKNOWN;

    /** Whether a model may be opened. */
    public boolean isEnough() {
        return switch (this) {
            case SHIPPED, SIGNED, UNSIGNED -> true;
            case WITHDRAWN, CHANGED, UNKNOWN -> false;
        };
    }

    /** As it stands in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
