package org.carrel.ingest.describe;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of documents. The ids are stored and shown by the REST API: they do not change. */
public enum DocumentType {
    CONTRACT("contract", "Contract", Family.CONTRACT),
    AMENDMENT("amendment", "Amendment", Family.CONTRACT),
    NDA("nda", "Non-disclosure agreement", Family.CONTRACT),
    LEASE("lease", "Lease", Family.CONTRACT),
    EMPLOYMENT_AGREEMENT("employment-agreement", "Employment agreement", Family.CONTRACT),
    LICENSE_AGREEMENT("license-agreement", "License agreement", Family.CONTRACT),
    LETTER("letter", "Letter", Family.PAPER),
    COURT_FILING("court-filing", "Court filing", Family.PAPER),
    INVOICE("invoice", "Invoice", Family.PAPER),
    POLICY("policy", "Policy", Family.PAPER),
    EMAIL("email", "E-mail", Family.MAIL),
    PRESENTATION("presentation", "Presentation", Family.PAPER),
    SPREADSHEET("spreadsheet", "Spreadsheet", Family.PAPER),
    DISCHARGE_NOTE("discharge-note", "Discharge note", Family.CLINICAL),
    PROGRESS_NOTE("progress-note", "Progress note", Family.CLINICAL),
    HISTORY_AND_PHYSICAL("history-and-physical", "History and physical", Family.CLINICAL),
    OPERATIVE_NOTE("operative-note", "Operative note", Family.CLINICAL),
    CONSULT("consult", "Consultation", Family.CLINICAL),
    LAB_REPORT("lab-report", "Laboratory report", Family.CLINICAL),
    RADIOLOGY_REPORT("radiology-report", "Radiology report", Family.CLINICAL),
    PATHOLOGY_REPORT("pathology-report", "Pathology report", Family.CLINICAL),
    PRESCRIPTION("prescription", "Prescription", Family.CLINICAL),
    CLINICAL_SUMMARY("clinical-summary", "Clinical summary (C-CDA)", Family.CLINICAL),
    HL7_MESSAGE("hl7-message", "HL7 message", Family.CLINICAL),
    OTHER("other", "Other", Family.PAPER);

    /** What types have in common: which date is theirs, and whether they have parties. */
    enum Family {
        CONTRACT,
        CLINICAL,
        MAIL,
        PAPER
    }

    private final String id;
    private final String label;
    private final Family family;

    DocumentType(String id, String label, Family family) {
        this.id = id;
        this.label = label;
        this.family = family;
    }

    /** As stored and in the REST API. */
    public String id() {
        return id;
    }

    /** For a person. */
    public String label() {
        return label;
    }

    Family family() {
        return family;
    }

    /** Whether it is an agreement of some kind. */
    public boolean isContract() {
        return family == Family.CONTRACT;
    }

    /** Whether it is a paper about a patient. */
    public boolean isClinical() {
        return family == Family.CLINICAL;
    }

    /** The type of an id; empty when there is none. */
    public static Optional<DocumentType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }
}
