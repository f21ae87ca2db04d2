package org.carrel.ingest.child;

import java.util.List;
import org.carrel.ingest.clinical.CcdaReader;
import org.carrel.ingest.clinical.FhirReader;
import org.carrel.ingest.clinical.Hl7Reader;
import org.carrel.ingest.ocr.ImageReader;
import org.carrel.ingest.pdf.PdfReader;
import org.carrel.ingest.tika.TikaReader;
import org.carrel.ingest.transcript.DocumentReader;

/** The readers of all kinds of files. */
final class Readers {

    private Readers() {}

    /** In the order in which they are asked; the last one reads everything. */
    static List<DocumentReader> all() {
        return List.of(
                new CcdaReader(),
                new Hl7Reader(),
                new FhirReader(),
                new PdfReader(),
                new ImageReader(),
                new TikaReader());
    }
}
