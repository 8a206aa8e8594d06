package org.etcdrecovery.core.rescue.replay;

import java.util.EnumSet;
import java.util.Set;
import org.etcdrecovery.core.rescue.EntryKind;

/**
 * What applying an entry did.
 *
 * @param kind      what it requested
 * @param effect    whether it changed anything
 * @param uncertain why a server may have decided otherwise; usually empty
 */
record Outcome(EntryKind kind, Effect effect, Set<ReplayCode> uncertain) {
    Outcome {
        uncertain = Set.copyOf(uncertain);
    }

    static Outcome of(EntryKind kind, Effect effect) {
        return new Outcome(kind, effect, Set.of());
    }

    /** The same outcome with one more reason why a server may have decided otherwise. */
    Outcome uncertainToo(ReplayCode code) {
        Set<ReplayCode> more = EnumSet.of(code);
        more.addAll(uncertain);
        return new Outcome(kind, effect, more);
    }
}
