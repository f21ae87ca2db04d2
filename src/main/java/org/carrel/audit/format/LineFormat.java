package org.carrel.audit.format;

/** A form in which an entry is one line. */
public enum LineFormat {
    /** A table (RFC 4180) whose cells no spreadsheet takes for formulas. */
    CSV("text/csv;charset=UTF-8;header=present", "csv", "\r\n") {
        @Override
        public String header() {
            return CsvLine.HEADER;
        }

        @Override
        public String line(OutgoingEntry entry) {
            return CsvLine.of(entry);
        }
    },
    /** ArcSight Common Event Format, revision 25. */
    CEF("text/plain;charset=UTF-8", "cef", "\n") {
        @Override
        public String line(OutgoingEntry entry) {
            return CefLine.of(entry);
        }
    },
    /** FHIR R4 AuditEvent by IHE's Basic Audit Log Patterns. */
    FHIR("application/fhir+ndjson", "ndjson", "\n") {
        @Override
        public String line(OutgoingEntry entry) {
            return AuditEventLine.of(entry);
        }
    },
    /** DICOM audit messages (PS3.15, A.5), as IHE ATNA's ITI-20 sends them. */
    ATNA("text/plain;charset=UTF-8", "atna", "\n") {
        @Override
        public String line(OutgoingEntry entry) {
            return AtnaMessage.of(entry);
        }
    };

    private final String mediaType;
    private final String extension;
    private final String end;

    LineFormat(String mediaType, String extension, String end) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.end = end;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name. */
    public String extension() {
        return extension;
    }

    /** How a line ends. */
    public String end() {
        return end;
    }

    /** The line before all entries; empty if there is none. */
    public String header() {
        return "";
    }

    /** The entry, without the line's end. */
    public abstract String line(OutgoingEntry entry);
}
