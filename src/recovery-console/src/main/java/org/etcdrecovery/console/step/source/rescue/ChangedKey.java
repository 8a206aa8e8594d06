package org.etcdrecovery.console.step.source.rescue;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.rescue.replay.KeyChange;
import org.etcdrecovery.core.rescue.replay.Replay;

/**
 * A key that differs from the database.
 *
 * @param key    the key in printable form
 * @param what   how it differs
 * @param before its value in the database, cut if it is long; empty if it has none there, or if it is covered
 * @param after  its value in the result; likewise
 * @param hidden whether the values are covered, because they may be a secret
 */
record ChangedKey(String key, Change what, Optional<String> before, Optional<String> after, boolean hidden) {
    /** As many bytes of a value as fit on a line. */
    private static final int MOST_BYTES = 120;

    /** How a key differs. */
    enum Change {
        ADDED, CHANGED, DELETED
    }

    /**
     * Reads the values of a key, unless they may be secret.
     *
     * @param secrets whether the operator asked for secrets
     */
    static ChangedKey of(KeyChange change, Replay replay, boolean secrets) throws IOException {
        Change what = change.before().isEmpty()
                ? Change.ADDED
                : change.after().isEmpty() ? Change.DELETED : Change.CHANGED;
        if (!secrets && SecretKeys.mayHoldSecret(change.key())) {
            return new ChangedKey(change.key(), what, Optional.empty(), Optional.empty(), true);
        }
        return new ChangedKey(change.key(), what, value(change.before(), replay), value(change.after(), replay),
                false);
    }

    private static Optional<String> value(Optional<KeyChange.Version> version, Replay replay) throws IOException {
        if (version.isEmpty()) {
            return Optional.empty();
        }
        String shown = GoQuote.escape(replay.value(version.get(), MOST_BYTES));
        return Optional.of(version.get().valueSize() > MOST_BYTES ? shown + "…" : shown);
    }
}
