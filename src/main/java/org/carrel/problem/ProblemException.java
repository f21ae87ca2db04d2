package org.carrel.problem;

import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable String field;

    ProblemException(
            String name,
            String title,
            int status,
            Category category,
            String detail,
            Map<String, String> headers) {
        this(name, title, status, category, detail, headers, null);
    }

    ProblemException(
            String name,
            String title,
            int status,
            Category category,
            String detail,
            Map<String, String> headers,
            @Nullable String field) {
        super(detail, null, false, category == Category.INTERNAL);
        this.name = name;
        this.title = title;
        this.status = status;
        this.category = category;
        this.headers = Map.copyOf(headers);
        this.field = field;
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

    /**
     * The field of the body that is at fault, such as {@code messages[0].role}; null where no one
     * is.
     */
    public @Nullable String field() {
        return field;
    }

    /** Headers of the answer, such as what would have to be sent to be let in. */
    public Map<String, String> headers() {
        return headers;
    }
}
