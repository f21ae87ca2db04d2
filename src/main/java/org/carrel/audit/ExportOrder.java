package org.carrel.audit;

/**
 * What is to be given away.
 *
 * @param query whose limit does not count
 * @param personal whether values of persons, such as who acted, are disclosed
 */
record ExportOrder(ExportFormat format, AuditQuery query, boolean personal) {}
