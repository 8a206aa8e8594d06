package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;

/** Writes one form of file, row by row. */
interface RowWriter {
    /** Receives the file piece by piece. */
    @FunctionalInterface
    interface Output {
        void write(String text) throws IOException;
    }

    /** What is before the first row. */
    void begin(Output out) throws IOException;

    /**
     * A key and its value.
     *
     * @param value  what Kubernetes stored, if it did
     * @param secret whether the value is a secret and must not be in the file
     * @return why the row is left out; empty if it is written
     */
    Optional<String> row(StoredValue stored, Optional<KubernetesValue> value, boolean secret, Output out)
            throws IOException;

    /** What is after the last row. */
    void end(Output out) throws IOException;
}
