package org.carrel.ingest.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.common.filespecification.PDFileSpecification;
import org.carrel.ingest.transcript.Transcript;
import org.jspecify.annotations.Nullable;

/** Hands over the files within a PDF: those of the whole document, then those on its pages. */
final class EmbeddedFiles {

    /** Of the tree of names; a deeper one is made to exhaust. */
    private static final int MAX_DEPTH = 50;

    private final Transcript into;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private EmbeddedFiles(Transcript into) {
        this.into = into;
    }

    static void attach(PDDocument document, List<PDFileSpecification> onPages, Transcript into)
            throws IOException {
        EmbeddedFiles files = new EmbeddedFiles(into);
        PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
        if (names != null && names.getEmbeddedFiles() != null) {
            files.attachTree(names.getEmbeddedFiles(), 0);
        }
        for (PDFileSpecification file : onPages) {
            if (file instanceof PDComplexFileSpecification complex) {
                files.attach(complex);
            }
        }
    }

    private void attachTree(PDNameTreeNode<PDComplexFileSpecification> node, int depth)
            throws IOException {
        if (depth > MAX_DEPTH || !seen.add(node.getCOSObject())) {
            return;
        }
        Map<String, PDComplexFileSpecification> names = node.getNames();
        if (names != null) {
            for (PDComplexFileSpecification file : names.values()) {
                if (file != null) {
                    attach(file);
                }
            }
        }
        List<PDNameTreeNode<PDComplexFileSpecification>> kids = node.getKids();
        if (kids != null) {
            for (PDNameTreeNode<PDComplexFileSpecification> kid : kids) {
                attachTree(kid, depth + 1);
            }
        }
    }

    private void attach(PDComplexFileSpecification file) throws IOException {
        PDEmbeddedFile bytes = bytes(file);
        if (bytes == null || !seen.add(bytes.getCOSObject())) {
            return;
        }
        try (InputStream in = bytes.createInputStream()) {
            into.attach(name(file), in);
        }
    }

    private static @Nullable PDEmbeddedFile bytes(PDComplexFileSpecification file) {
        return Stream.of(
                        file.getEmbeddedFileUnicode(),
                        file.getEmbeddedFile(),
                        file.getEmbeddedFileUnix(),
                        file.getEmbeddedFileDos(),
                        file.getEmbeddedFileMac())
                .filter(bytes -> bytes != null)
                .findFirst()
                .orElse(null);
    }

    private static String name(PDComplexFileSpecification file) {
        return Stream.of(
                        file.getFileUnicode(),
                        file.getFile(),
                        file.getFileUnix(),
                        file.getFileDos(),
                        file.getFileMac())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("attachment");
    }
}
