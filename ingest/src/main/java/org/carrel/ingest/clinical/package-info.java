/**
 * Structured clinical files: C-CDA and other HL7 CDA documents, HL7 version 2 messages, FHIR R4.
 *
 * <p>{@link org.carrel.ingest.clinical.CcdaReader}, {@link org.carrel.ingest.clinical.Hl7Reader}
 * and {@link org.carrel.ingest.clinical.FhirReader} each turn a file into the text that a clinician
 * would read, and into {@link org.carrel.ingest.ClinicalRecord} items beside it. What a person
 * wrote is the text; what only a coded entry says becomes a line of its own, so that it can be
 * found and quoted too. A denial never becomes a finding: "no known allergies" is an item whose
 * name says so, whose status is {@code absent}, and which carries no code of the thing denied.
 *
 * <p>Invariant: the text at an item's range contains its name, letter case and white space apart.
 * Nothing outside the file is ever fetched, and a file about several persons has no record.
 */
@NullMarked
package org.carrel.ingest.clinical;

import org.jspecify.annotations.NullMarked;
