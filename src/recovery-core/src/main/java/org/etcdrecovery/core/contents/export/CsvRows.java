package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.text.PrintedJson;

/**
 * A table as RFC 4180 describes it, with a heading. The columns {@code key_form} and {@code value_form} say how bytes became
 * a cell: {@code text} as they are, {@code base64} if they are no text, {@code kubernetes} as JSON of the object.
 *
 * <p>A cell must not run anything on the machine of its reader. What a spreadsheet would take for a formula begins with an
 * apostrophe; also after a semicolon, a tab or a line break, because spreadsheets of many countries separate cells by
 * semicolons, and some programs do not know quoted cells. The form of such a cell ends in {@code -guarded}: without one
 * apostrophe at its beginning and after each of these characters, where there is one, it is what was stored.
 */
final class CsvRows implements RowWriter {
    private static final String END = "\r\n";
    private static final String HEADING = "key,key_form,create_revision,mod_revision,version,lease,value_size,value,"
            + "value_form" + END;
    /** Where a cell may begin, and there what begins a formula; spreadsheets of East Asia take wide signs for it too. */
    private static final String BEGINNING = "(^|[;\t\r\n])";
    private static final Pattern FORMULA = Pattern.compile(BEGINNING + "(?=[=+\\-@＝＋－＠])");
    private static final Pattern GUARDED = Pattern.compile(BEGINNING + "(?=[=+\\-@＝＋－＠'])");

    private final ExportContext context;

    CsvRows(ExportContext context) {
        this.context = context;
    }

    @Override
    public void begin(Output out) throws IOException {
        out.write(HEADING);
    }

    @Override
    public Optional<String> row(StoredValue stored, Optional<KubernetesValue> value, boolean secret, Output out)
            throws IOException {
        Optional<String> object = value.filter(KubernetesObject.class::isInstance)
                .map(each -> PrintedJson.of(((KubernetesObject) each).json(new Detail(context.secrets(), false))));
        out.write(
                bytes(stored.key().key()) + "," + stored.key().createRevision() + "," + stored.key().modRevision() + ","
                        + stored.key().version() + ","
                        + (stored.key().lease().isNone() ? "" : quoted(stored.key().lease().toString()))
                        + ","
                        + stored.key().valueSize() + ",");
        if (object.isPresent()) {
            out.write(cell(object.get(), "kubernetes") + END);
        } else if (secret) {
            out.write(",secret" + END);
        } else {
            out.write(bytes(stored.head()) + END);
        }
        return Optional.empty();
    }

    /** A cell with the bytes and one that says in which form. */
    private static String bytes(byte[] bytes) {
        return Texts.printable(bytes)
                .map(text -> cell(text, "text"))
                .orElseGet(() -> cell(Base64.getEncoder().encodeToString(bytes), "base64"));
    }

    private static String cell(String text, String form) {
        return FORMULA.matcher(text).find()
                ? quoted(GUARDED.matcher(text).replaceAll("$1'")) + "," + form + "-guarded"
                : quoted(text) + "," + form;
    }

    private static String quoted(String text) {
        boolean quoted = text.chars().anyMatch(c -> "\",;\t\r\n".indexOf(c) >= 0);
        return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    @Override
    public void end(Output out) {
        // Nothing follows the last row.
    }
}
