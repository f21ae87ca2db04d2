package org.carrel.document;

import java.util.Arrays;
import java.util.List;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A version's number as an entity tag (RFC 9110, 8.8.3): the bytes of a version never change. */
final class VersionTag {

    private VersionTag() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /** What a caller demands of the latest version before it is replaced. */
    interface Condition {

        Condition NONE = latest -> {};

        /**
         * Does nothing if it holds.
         *
         * @throws org.carrel.problem.ProblemException precondition-failed
         */
        void require(int latest);

        /** That of an If-Match header (RFC 9110, 13.1.1). */
        static Condition of(@Nullable String ifMatch) {
            if (ifMatch == null || ifMatch.strip().equals("*")) {
                return NONE;
            }
            List<String> tags = Arrays.stream(ifMatch.split(",", -1)).map(String::strip).toList();
            return latest -> {
                if (!tags.contains(VersionTag.of(latest))) {
                    throw Problems.preconditionFailed(
                            "The document is at version " + latest + " now.");
                }
            };
        }
    }
}
