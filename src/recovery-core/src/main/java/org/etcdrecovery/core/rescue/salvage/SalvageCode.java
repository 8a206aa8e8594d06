package org.etcdrecovery.core.rescue.salvage;

import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.finding.Code;

/** What a salvage repairs or cannot bring back. Each needs the operator's consent. */
public enum SalvageCode implements Code {
    /** The state before the last commit is taken, by the other meta page. */
    EARLIER_COMMIT("salvage.earlier-commit"),
    /** One of the two meta pages is unreadable, and may have led to a newer state. */
    META_LOST("salvage.meta-lost"),
    /** Ranges of revisions cannot be read. */
    REVISIONS_LOST("salvage.revisions-lost"),
    /** Records of the keyspace that no server can decode are left out. */
    RECORDS_DROPPED("salvage.records-dropped"),
    /** Leases, members, users, roles, alarms or other small records cannot be read. */
    RECORDS_LOST("salvage.records-lost"),
    /** A bucket that every database has is missing. */
    BUCKET_LOST("salvage.bucket-lost"),
    /** Buckets that etcd does not have are left out. */
    BUCKET_DROPPED("salvage.bucket-dropped"),
    /** No SHA-256 shows whether the values that read are those that the member had. */
    UNPROVEN("salvage.unproven");

    private final String text;

    SalvageCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** The code with this text. */
    public static Optional<SalvageCode> of(String text) {
        return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
    }
}
