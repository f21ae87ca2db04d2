package org.carrel.access;

/**
 * Why a record is opened: the codes of HL7 v3 ActReason PurposeOfUse that fit the work done here.
 */
public enum PurposeOfUse {
    /** Treatment. */
    TREAT,
    /** Healthcare payment. */
    HPAYMT,
    /** Healthcare operations. */
    HOPERAT,
    /** Emergency treatment. */
    ETREAT,
    /** Healthcare research. */
    HRESCH,
    /** Legal work on a matter. */
    HLEGAL,
    /** Patient requested. */
    PATRQT
}
