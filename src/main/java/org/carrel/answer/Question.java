package org.carrel.answer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.carrel.access.Asked;
import org.carrel.access.AskedPart;
import org.carrel.search.Narrowing;
import org.carrel.search.PlainText;
import org.carrel.search.Search;
import org.carrel.search.Shown;
import org.carrel.search.Versions;
import org.jspecify.annotations.Nullable;

/**
 * A question as a caller states it.
 *
 * @param collections to look into; all that the caller may read if left out
 * @param documents to look into; all of those collections if left out
 * @param route {@code auto} if left out
 * @param allVersions whether superseded versions are looked into too; false if left out
 * @param history the conversation so far, oldest first; the server keeps none
 * @param filter which of them, and which part of them; all if left out
 * @param compare whether each document is to be asked for itself; false if left out
 */
public record Question(
        @NotBlank @PlainText @Size(max = Search.MAX_QUESTION) String question,
        @Nullable @Size(max = 1000) List<@NotNull UUID> collections,
        @Nullable @Size(max = 1000) List<@NotNull UUID> documents,
        @Nullable
                @Pattern(
                        regexp = "auto|extract|generate|larger",
                        message = "must be auto, extract, generate or larger")
                String route,
        boolean allVersions,
        @Nullable @Size(max = Question.MAX_HISTORY) List<@NotNull @Valid Turn> history,
        @Nullable @Valid Narrowing filter,
        boolean compare)
        implements Asked {

    /** Most earlier turns; a follow-up rarely reaches back further than two. */
    public static final int MAX_HISTORY = 10;

    /** Longest earlier answer, in UTF-16 units. */
    public static final int MAX_ANSWER = 8_000;

    /**
     * An earlier turn of the conversation.
     *
     * @param answer as it was shown; may be left out
     */
    public record Turn(
            @NotBlank @PlainText @Size(max = Search.MAX_QUESTION) String question,
            @Nullable @Size(max = MAX_ANSWER) String answer)
            implements AskedPart {

        String shown() {
            return Objects.requireNonNullElse(answer, "");
        }
    }

    @Override
    public String questionSha256() {
        return Shown.sha256(question);
    }

    @Nullable Route wanted() {
        return switch (route) {
            case "extract" -> Route.EXTRACT;
            case "generate" -> Route.GENERATE;
            case "larger" -> Route.LARGER;
            case null, default -> null;
        };
    }

    Set<UUID> within() {
        return documents == null ? Set.of() : Set.copyOf(documents);
    }

    Versions versions() {
        return Versions.of(allVersions);
    }

    List<Turn> turns() {
        return history == null ? List.of() : List.copyOf(history);
    }
}
