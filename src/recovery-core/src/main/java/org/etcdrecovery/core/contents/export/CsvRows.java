package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.text.PrintedJson;

/**
 * A table as RFC 4180 describes it, with a heading. What a spreadsheet would take for a formula begins with an apostrophe,
 * which spreadsheets use for that: a cell must not run anything on the machine of its reader. Bytes that are no text are in
 * Base64, as the columns {@code key_form} and {@code value_form} say.
 */
final class CsvRows implements RowWriter {
    private static final String END = "\r\n";
    private static final String HEADING = "key,key_form,create_revision,mod_revision,version,lease,value_size,value,"
            + "value_form" + END;
    /** With what a cell begins that a spreadsheet takes for a formula, or skips to one. */
    private static final String DANGEROUS = "=+-@\t\r\n";

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
        out.write(bytes(stored.key().key()) + stored.key().createRevision() + "," + stored.key().modRevision() + ","
                + stored.key().version() + ","
                + (stored.key().lease() == 0 ? "" : cell(new LeaseId(stored.key().lease()).toString())) + ","
                + stored.key().valueSize() + ",");
        if (object.isPresent()) {
            out.write(cell(object.get()) + ",kubernetes" + END);
        } else if (secret) {
            out.write(",secret" + END);
        } else {
            String cells = bytes(stored.head());
            out.write(cells.substring(0, cells.length() - 1) + END);
        }
        return Optional.empty();
    }

    /** A cell with the bytes and one that says in which form, each with a comma behind it. */
    private static String bytes(byte[] bytes) {
        Optional<String> text = Texts.printable(bytes);
        return text.map(each -> cell(each) + ",text,")
                .orElseGet(() -> cell(Base64.getEncoder().encodeToString(bytes)) + ",base64,");
    }

    static String cell(String text) {
        String harmless = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }

    @Override
    public void end(Output out) {
        // Nothing follows the last row.
    }
}
