package org.etcdrecovery.core.wal;

import java.util.Arrays;
import java.util.Optional;

/** The type of an entry's data: raftpb.EntryType. */
public enum EntryType {
    /** A request to etcd's state machine; without data, a new leader's first entry. */
    NORMAL(0),
    /** A raftpb.ConfChange. */
    CONF_CHANGE(1),
    /** A raftpb.ConfChangeV2; no known release of etcd writes it. */
    CONF_CHANGE_V2(2);

    private final int number;

    EntryType(int number) {
        this.number = number;
    }

    static Optional<EntryType> ofNumber(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    int number() {
        return number;
    }
}
