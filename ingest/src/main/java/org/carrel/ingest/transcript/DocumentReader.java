package org.carrel.ingest.transcript;

/** Reads one kind of file. Called in the extraction child, by one thread at a time. */
public interface DocumentReader {

    /**
     * Whether this reader is the one for a file.
     *
     * @param source with its detected type; the file may be looked into
     * @throws java.io.IOException when it cannot be looked into
     */
    boolean reads(Source source) throws Exception;

    /**
     * Writes what the file says.
     *
     * @throws org.carrel.ingest.RefusedException when it gives no text, for a known reason
     * @throws Exception of the parsing library; told as a damaged file
     */
    void read(Source source, Transcript into) throws Exception;
}
