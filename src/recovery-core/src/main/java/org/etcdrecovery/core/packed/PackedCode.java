package org.etcdrecovery.core.packed;

import java.util.Optional;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding.Check;

/** The codes of the findings in packed files. */
public enum PackedCode implements Code {
    /** The file is cut off, or its content does not match its checksum. */
    DAMAGED("packed.damaged"),
    /** An archive with several snapshots, of which one must be chosen. */
    SEVERAL("packed.several-snapshots"),
    /** A packed file without a snapshot. */
    NO_SNAPSHOT("packed.no-snapshot"),
    /** The entry that was asked for is not there or is not a snapshot. */
    NO_SUCH_ENTRY("packed.no-such-entry"),
    /** It unpacks to more than any snapshot would. */
    TOO_LARGE("packed.too-large"),
    /** What is inside is packed again. */
    NESTED("packed.nested"),
    /** An entry that is encrypted, or data compressed in a way that this program does not read. */
    UNSUPPORTED("packed.unsupported");

    private final String text;

    PackedCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<Check> check() {
        return Optional.of(Check.FILE);
    }
}
