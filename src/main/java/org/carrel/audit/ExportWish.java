package org.carrel.audit;

import org.jspecify.annotations.Nullable;

/**
 * An export as a caller asks for it.
 *
 * @param format package, csv, cef, fhir or atna; package when left out
 * @param personal whether values of persons are disclosed; true when left out
 * @param filter whose cursor and limit do not count; everything when left out
 */
record ExportWish(
        @Nullable String format, @Nullable Boolean personal, @Nullable AuditFilter filter) {

    private static final AuditFilter EVERYTHING =
            new AuditFilter(null, null, null, null, null, null, null, null);

    /**
     * @throws org.carrel.problem.ProblemException invalid-request, naming what cannot be used
     */
    ExportOrder order() {
        return new ExportOrder(
                ExportFormat.named(format == null ? ExportFormat.PACKAGE.label() : format),
                wanted().query(),
                personal == null || personal);
    }

    /** The filter, or one that everything matches. */
    AuditFilter wanted() {
        return filter == null ? EVERYTHING : filter;
    }
}
