package org.etcdrecovery.core.origin;

import java.util.Optional;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding.Check;

/** The codes of findings in what a file's name and the files beside it tell. */
public enum OriginCode implements Code {
    /** The name says a later revision than the content has. */
    REVISION("origin.revision"),
    /** The name is that of a delta, and the content is a full snapshot. */
    DELTA("origin.delta"),
    /** The metadata name an older version of etcd than the content needs. */
    VERSION("origin.version"),
    /** The file that belongs to it is missing. */
    TWIN_MISSING("origin.twin-missing"),
    /** The manifest says that the snapshot lacks something, or may. */
    INCOMPLETE("origin.incomplete");

    private final String text;

    OriginCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<Check> check() {
        // Whose manifest it is, only the hashes of the whole file show.
        return this == INCOMPLETE ? Optional.empty() : Optional.of(Check.CLUSTER);
    }
}
