package org.etcdrecovery.core.packed;

import java.io.IOException;

/** Damage of a packed file that this program has found, and not a library. Its message is for the operator. */
final class DamagedPackingException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedPackingException(String message) {
        super(message);
    }
}
