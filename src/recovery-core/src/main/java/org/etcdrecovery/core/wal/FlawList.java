package org.etcdrecovery.core.wal;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.wal.WalExamination.Flaw;
import org.etcdrecovery.core.wal.WalExamination.Kind;

/** Collects the flaws of a log and counts the records after each. */
final class FlawList {
    /** A log with more is reported without the rest. */
    private static final int MAX = 1000;

    private final List<Flaw> flaws = new ArrayList<>();
    private long records;

    void countRecord() {
        records++;
    }

    void add(WalPosition position, Kind kind, String found, long index) {
        if (flaws.size() < MAX) {
            // Until the end is reached, the number of records up to it stands for the number after it.
            long upTo = kind == Kind.HEALED ? records + 1 : records;
            flaws.add(new Flaw(position, kind, found, index, upTo));
        }
    }

    List<Flaw> list() {
        return flaws.stream()
                .map(flaw -> new Flaw(flaw.position(), flaw.kind(), flaw.found(), flaw.index(),
                        records - flaw.recordsAfter()))
                .toList();
    }
}
