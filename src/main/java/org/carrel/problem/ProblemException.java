package org.carrel.problem;

import java.util.Map;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose turn it is to act. */
    public enum Category {
        USER,
        INTERNAL,
        INSUFFICIENT_RESOURCES,
        EXTERNAL
    }

    private final String name;
    private final String title;
    private final int status;
    private final Category category;
    private final transient Map<String, String> headers;

    ProblemException(
            String name,
            String title,
            int status,
            Category category,
            String detail,
            Map<String, String> headers) {
        super(detail, null, false, category == Category.INTERNAL);
        this.name = name;
        this.title = title;
        this.status = status;
        this.category = category;
        this.headers = Map.copyOf(headers);
    }

    /** Last part of the problem type, such as {@code not-found}. */
    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }

    public Category category() {
        return category;
    }

    /** Headers of the answer, such as what would have to be sent to be let in. */
    public Map<String, String> headers() {
        return headers;
    }
}
