package org.carrel.audit;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.SignedNote;

/**
 * A checkpoint on paper: the signed note as a QR code (ISO/IEC 18004), with what a person compares
 * by eye below it. What is in a safe, nobody changes from here.
 */
final class CheckpointCode {

    /** Light around the code, in modules; ISO/IEC 18004, 6.3.8 asks for four. */
    private static final int QUIET = 4;

    private static final int LINE = 4;

    private CheckpointCode() {}

    /**
     * An SVG of one page.
     *
     * @return none of a note with so many witnesses that no code holds it
     */
    static Optional<String> svg(SignedNote note, Instant at) {
        Optional<BitMatrix> code = code(CheckpointRows.text(note));
        return code.map(matrix -> page(matrix, captions(note.checkpoint(), at)));
    }

    private static Optional<BitMatrix> code(String text) {
        Map<EncodeHintType, Object> hints =
                Map.of(
                        EncodeHintType.CHARACTER_SET,
                        "UTF-8",
                        EncodeHintType.ERROR_CORRECTION,
                        ErrorCorrectionLevel.M,
                        EncodeHintType.MARGIN,
                        QUIET);
        try {
            // Of no size, so that a module is one unit.
            return Optional.of(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        } catch (WriterException e) {
            return Optional.empty();
        }
    }

    private static List<String> captions(Checkpoint checkpoint, Instant at) {
        String root = checkpoint.root().hex();
        return List.of(
                "Audit log " + checkpoint.origin(),
                checkpoint.size() + " entries, printed " + at,
                root.substring(0, root.length() / 2),
                root.substring(root.length() / 2));
    }

    private static String page(BitMatrix code, List<String> captions) {
        int width = code.getWidth();
        int height = code.getHeight() + LINE * (captions.size() + 1);
        var text = new StringWriter();
        try {
            XMLStreamWriter svg = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            svg.writeStartElement("svg");
            svg.writeDefaultNamespace("http://www.w3.org/2000/svg");
            svg.writeAttribute("viewBox", "0 0 " + width + " " + height);
            svg.writeAttribute("width", "150mm");
            svg.writeStartElement("title");
            svg.writeCharacters(captions.getFirst());
            svg.writeEndElement();
            svg.writeEmptyElement("rect");
            svg.writeAttribute("width", "100%");
            svg.writeAttribute("height", "100%");
            svg.writeAttribute("fill", "#fff");
            svg.writeEmptyElement("path");
            svg.writeAttribute("shape-rendering", "crispEdges");
            svg.writeAttribute("d", dark(code));
            write(svg, captions, code.getHeight());
            svg.writeEndElement();
            svg.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("texts can be written", impossible);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter svg, List<String> captions, int below)
            throws XMLStreamException {
        int line = below;
        for (String caption : captions) {
            line += LINE;
            svg.writeStartElement("text");
            svg.writeAttribute("x", Integer.toString(QUIET));
            svg.writeAttribute("y", Integer.toString(line));
            svg.writeAttribute("font-family", "monospace");
            svg.writeAttribute("font-size", "2.4");
            svg.writeCharacters(caption);
            svg.writeEndElement();
        }
    }

    /** Runs of dark modules, each as a bar of height one. */
    private static String dark(BitMatrix code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            int x = 0;
            while (x < code.getWidth()) {
                int start = x;
                while (x < code.getWidth() && code.get(x, y)) {
                    x++;
                }
                if (x > start) {
                    int run = x - start;
                    path.append('M').append(start).append(' ').append(y);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                } else {
                    x++;
                }
            }
        }
        return path.toString();
    }
}
