package org.etcdrecovery.console.explorer;

import org.etcdrecovery.core.snapshot.KeyRow;

/**
 * A key in the table.
 *
 * @param row  the key
 * @param text its bytes as they can be shown
 */
record KeyLine(KeyRow row, String text) {
    static KeyLine of(KeyRow row) {
        return new KeyLine(row, row.text());
    }
}
