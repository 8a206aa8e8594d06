package org.etcdrecovery.console.explorer;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.KeyRow;

/**
 * A key in the table.
 *
 * @param row  the key
 * @param text its bytes in printable form; for the empty key, which no client can write, a note on its origin
 */
record KeyLine(KeyRow row, String text) {
    static KeyLine of(KeyRow row, Texts texts) {
        return new KeyLine(row, row.key().length == 0 ? texts.get("keys.bump") : row.text());
    }
}
