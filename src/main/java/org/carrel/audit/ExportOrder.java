package org.carrel.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be given away.
 *
 * @param query whose limit does not count
 * @param personal whether values of persons, such as who acted, are disclosed
 */
record ExportOrder(ExportFormat format, AuditQuery query, boolean personal) {

    /**
     * What the log says of it.
     *
     * @param filter that the query is of
     * @param size of the log up to which it goes
     */
    Map<String, String> details(AuditFilter filter, long size) {
        var details = new TreeMap<>(filter.impersonal());
        details.put("size", Long.toString(size));
        details.put("personal", Boolean.toString(personal));
        details.put("format", format.label());
        return details;
    }
}
