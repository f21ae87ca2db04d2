package org.carrel.ingest.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/**
 * Office files made with POI from text written for these tests. {@code main} writes them to a
 * folder, from which LibreOffice made the older formats in {@code ingest/samples/formats}.
 */
final class OfficeSamples {

    static final String PASSWORD = "a password of the sample";

    private OfficeSamples() {}

    /** Writes the files that other formats are made from. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.write(folder.resolve("lease.docx"), docx());
        Files.write(folder.resolve("medication-list.xlsx"), xlsx());
        Files.write(folder.resolve("handover.pptx"), pptx());
    }

    static byte[] docx() throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            document.getProperties().getCoreProperties().setTitle("Lease of the Catskill archive");
            document.getProperties().getCoreProperties().setCreator("Ottilie Brandt");
            heads(document);
            heading(document, 1, "Premises");
            text(document, "The Landlord lets the archive at Catskill to the Tenant.");
            heading(document, 1, "Rent");
            heading(document, 2, "Amount");
            text(document, "The rent is $4,200 a month, due on the first.");
            BigInteger list = list(document);
            item(document, list, "It is paid by transfer.");
            item(document, list, "Late rent bears interest of 5 percent a year.");
            rents(document);
            footnote(document);
            changed(document);
            return bytes(document);
        }
    }

    private static void heads(XWPFDocument document) {
        XWPFHeaderFooterPolicy policy = document.createHeaderFooterPolicy();
        policy.createHeader(XWPFHeaderFooterPolicy.DEFAULT)
                .createParagraph()
                .createRun()
                .setText("Hallowell County Clinics, confidential");
        policy.createFooter(XWPFHeaderFooterPolicy.DEFAULT)
                .createParagraph()
                .createRun()
                .setText("Form L-7");
    }

    private static void heading(XWPFDocument document, int level, String text) {
        String id = "Heading" + level;
        if (document.getStyles() == null || document.getStyles().getStyle(id) == null) {
            CTStyle style = CTStyle.Factory.newInstance();
            style.setStyleId(id);
            style.addNewName().setVal("heading " + level);
            style.setType(STStyleType.PARAGRAPH);
            document.createStyles().addStyle(new XWPFStyle(style));
        }
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setStyle(id);
        paragraph.createRun().setText(text);
    }

    static void text(XWPFDocument document, String text) {
        document.createParagraph().createRun().setText(text);
    }

    private static BigInteger list(XWPFDocument document) {
        CTAbstractNum form = CTAbstractNum.Factory.newInstance();
        form.setAbstractNumId(BigInteger.ZERO);
        CTLvl level = form.addNewLvl();
        level.setIlvl(BigInteger.ZERO);
        level.addNewStart().setVal(BigInteger.ONE);
        level.addNewNumFmt().setVal(STNumberFormat.LOWER_LETTER);
        level.addNewLvlText().setVal("(%1)");
        XWPFNumbering numbering = document.createNumbering();
        return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(form)));
    }

    private static void item(XWPFDocument document, BigInteger list, String text) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setNumID(list);
        paragraph.setNumILvl(BigInteger.ZERO);
        paragraph.createRun().setText(text);
    }

    private static void rents(XWPFDocument document) {
        XWPFTable table = document.createTable(3, 2);
        List<List<String>> rows =
                List.of(
                        List.of("Year", "Rent a month"),
                        List.of("2025", "$4,200"),
                        List.of("2026", "$4,350"));
        for (int row = 0; row < rows.size(); row++) {
            for (int cell = 0; cell < 2; cell++) {
                table.getRow(row).getCell(cell).setText(rows.get(row).get(cell));
            }
        }
    }

    private static void footnote(XWPFDocument document) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.createRun().setText("A deposit of two months is held.");
        document.createFootnotes();
        paragraph.addFootnoteReference(document.createFootnote());
        document.getFootnotes()
                .getLast()
                .createParagraph()
                .createRun()
                .setText("It is held in a separate account.");
    }

    /** A sentence that was replaced while changes were tracked. */
    private static void changed(XWPFDocument document) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.getCTP().addNewDel().addNewR().addNewDelText().setStringValue("Dogs are barred.");
        paragraph.getCTP().addNewIns().addNewR().addNewT().setStringValue("Dogs are allowed.");
    }

    static byte[] docxWithParts(byte[] sheet) throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            text(document, "The figures are in the attached sheet.");
            addPackage(document, "/word/embeddings/figures.xlsx", sheet);
            return bytes(document);
        }
    }

    private static void addPackage(POIXMLDocument document, String name, byte[] bytes)
            throws Exception {
        var part =
                document.getPackage()
                        .createPart(
                                org.apache.poi.openxml4j.opc.PackagingURIHelper.createPartName(
                                        name),
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var out = part.getOutputStream()) {
            out.write(bytes);
        }
        document.getPackagePart()
                .addRelationship(
                        part.getPartName(),
                        org.apache.poi.openxml4j.opc.TargetMode.INTERNAL,
                        POIXMLDocument.PACK_OBJECT_REL_TYPE);
    }

    /** A picture, and text of the length given around it. */
    static byte[] docxWithPicture(byte[] png, int characters) throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            text(document, "The lease. ".repeat(characters / 11));
            XWPFRun run = document.createParagraph().createRun();
            run.addPicture(
                    new java.io.ByteArrayInputStream(png),
                    org.apache.poi.common.usermodel.PictureType.PNG,
                    "scan.png",
                    Units.toEMU(100),
                    Units.toEMU(100));
            return bytes(document);
        }
    }

    static byte[] xlsx() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            XSSFSheet sheet = book.createSheet("Medications");
            row(sheet, 0, "Drug", "Dose", "Route");
            row(sheet, 1, "Metformin", "500 mg", "oral");
            row(sheet, 2, "Insulin glargine", "10 units", "subcutaneous");
            XSSFSheet costs = book.createSheet("Costs");
            row(costs, 0, "Month", "Amount", "Paid on");
            XSSFRow march = costs.createRow(1);
            march.createCell(0).setCellValue("March");
            march.createCell(1).setCellValue(120.5);
            CellStyle date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
            march.createCell(2).setCellValue(LocalDate.of(2025, 4, 2));
            march.getCell(2).setCellStyle(date);
            XSSFRow sum = costs.createRow(2);
            sum.createCell(0).setCellValue("Sum");
            sum.createCell(1).setCellFormula("SUM(B2:B2)");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            costs.createRow(3).createCell(0).setCellValue("Approved by the clinic");
            costs.addMergedRegion(new CellRangeAddress(3, 3, 0, 2));
            return bytes(book);
        }
    }

    private static void row(XSSFSheet sheet, int index, String... values) {
        XSSFRow row = sheet.createRow(index);
        for (int i = 0; i < values.length; i++) {
            row.createCell(i).setCellValue(values[i]);
        }
    }

    static byte[] pptx() throws IOException {
        try (XMLSlideShow show = new XMLSlideShow()) {
            slide(show, "Handover of the archive", "Two rooms are empty.", "Ask about the keys.");
            slide(show, "Open points", "The fire doors are not yet tested.", "");
            return bytes(show);
        }
    }

    private static void slide(XMLSlideShow show, String title, String body, String note) {
        XSLFSlide slide = show.createSlide();
        box(slide, title, 20);
        box(slide, body, 140);
        if (!note.isEmpty()) {
            show.getNotesSlide(slide).getPlaceholder(1).setText(note);
        }
    }

    private static void box(XSLFSlide slide, String text, int top) {
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new java.awt.Rectangle(40, top, 600, 80));
        box.setText(text);
    }

    static byte[] encrypted(byte[] document) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword(PASSWORD);
            try (var out = encryptor.getDataStream(container)) {
                out.write(document);
            }
            container.writeFilesystem(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(POIXMLDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.write(bytes);
        return bytes.toByteArray();
    }
}
