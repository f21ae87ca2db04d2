package org.carrel.ingest.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDRadioButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.carrel.ingest.layout.Box;
import org.carrel.ingest.pdf.Additions.Widget;

/** Values of the fields of a form (AcroForm), each at its first widget that is shown. */
final class FormFields {

    private static final int MAX_FIELDS = 20_000;

    private FormFields() {}

    static void collect(PDDocument document, Additions into) {
        // Without PDFBox' repairs, which would write appearances into the document.
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            return;
        }
        int fields = 0;
        for (PDField field : form.getFieldTree()) {
            if (fields++ >= MAX_FIELDS) {
                return;
            }
            if (field instanceof PDTerminalField terminal) {
                add(terminal, into);
            }
        }
    }

    private static void add(PDTerminalField field, Additions into) {
        String value = value(field);
        if (value.isBlank()) {
            return;
        }
        Map<COSDictionary, Widget> shown = into.widgets();
        for (PDAnnotationWidget widget : field.getWidgets()) {
            Widget place = shown.get(widget.getCOSObject());
            if (place != null) {
                Box box = place.box().width() > 0 ? place.box() : null;
                into.add(place.page(), new Addition(name(field), value, box));
                return;
            }
        }
    }

    /** What a person is shown of it, or else its name if that is meant for people. */
    private static String name(PDField field) {
        String shown = field.getAlternateFieldName();
        String own = field.getPartialName();
        if (shown != null && !shown.isBlank()) {
            return shown;
        }
        return own == null || own.indexOf('[') >= 0 ? "" : own;
    }

    private static String value(PDTerminalField field) {
        return switch (field) {
            case PDTextField text -> text.isPassword() ? "" : text.getValue().replace('\r', '\n');
            case PDCheckBox box -> box.isChecked() ? box.getOnValue() : "";
            case PDRadioButton radio -> "Off".equals(radio.getValue()) ? "" : radio.getValue();
            case PDChoice choice -> String.join("\n", chosen(choice));
            case PDSignatureField signature -> signer(signature.getSignature());
            default -> "";
        };
    }

    /** As the list shows them, not as they are exported. */
    private static List<String> chosen(PDChoice choice) {
        List<String> exported = choice.getOptionsExportValues();
        List<String> displayed = choice.getOptionsDisplayValues();
        List<String> chosen = new ArrayList<>();
        for (String value : choice.getValue()) {
            int option = exported.indexOf(value);
            chosen.add(option >= 0 && option < displayed.size() ? displayed.get(option) : value);
        }
        return chosen;
    }

    private static String signer(PDSignature signature) {
        if (signature == null || signature.getName() == null) {
            return "";
        }
        String date =
                signature.getSignDate() == null
                        ? ""
                        : " " + signature.getSignDate().toInstant().toString().substring(0, 10);
        return signature.getName() + date;
    }
}
