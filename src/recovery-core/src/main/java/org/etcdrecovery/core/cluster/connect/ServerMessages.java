package org.etcdrecovery.core.cluster.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What etcd says when it refuses, in words an operator can act on. The texts are those of etcd's rpctypes package,
 * the same in 3.4 to 3.7; its codes are too coarse (wrong password and empty user are both INVALID_ARGUMENT).
 */
final class ServerMessages {
    private record Words(Cause cause, String what, String advice) {}

    private static final Map<String, Words> BY_TEXT = byText();

    private ServerMessages() {}

    private static Map<String, Words> byText() {
        Map<String, Words> texts = new LinkedHashMap<>();
        texts.put("authentication failed", new Words(Cause.WRONG_PASSWORD, "User or password is wrong.",
                "Check both; user names are case-sensitive."));
        texts.put("user name not found", new Words(Cause.WRONG_PASSWORD, "This user does not exist.",
                "Check the name; user names are case-sensitive."));
        texts.put("user name is empty", new Words(Cause.LOGIN_REQUIRED, "The cluster has authentication switched on.",
                "Give a user and password, or a client certificate whose common name is a user."));
        texts.put("invalid auth token", new Words(Cause.LOGIN_REQUIRED, "The cluster wants a login.",
                "Give a user and password, or a client certificate whose common name is a user."));
        texts.put("permission denied", new Words(Cause.NO_PERMISSION, "This user may not do that.",
                "Use a user with the role root: snapshots and hashes are given to no other."));
        texts.put("no leader", new Words(Cause.NO_QUORUM, "The member knows of no leader.",
                "A majority of the voting members must run and reach each other."));
        texts.put("request timed out", new Words(Cause.NO_QUORUM, "The member found no majority that agrees in time.",
                "A majority of the voting members must run and reach each other."));
        texts.put("leader changed", new Words(Cause.NO_QUORUM, "The cluster is electing a leader.", "Try again."));
        texts.put("revision has been compacted",
                new Words(Cause.COMPACTED, "This revision has been compacted away.", ""));
        texts.put("is a future revision", new Words(Cause.FUTURE_REVISION, "This revision does not exist yet.", ""));
        texts.put("database space exceeded", new Words(Cause.NO_SPACE_ALARM,
                "The cluster takes no writes because of the alarm NOSPACE.",
                "Compact, defragment every member, then: etcdctl alarm disarm"));
        texts.put("corrupt cluster", new Words(Cause.CORRUPT_ALARM,
                "The cluster takes no requests because of the alarm CORRUPT: its members do not hold the same data.",
                "Find out which member differs before anything else."));
        return texts;
    }

    /** The words for what a server said; {@code null} when it is none of the texts that are known. */
    static @Nullable Failure find(String said) {
        // Before 3.6 the refusal of a stream keeps the prefix of the package it comes from.
        if (!said.contains("etcdserver:") && !said.startsWith("auth:")) {
            return null;
        }
        for (Map.Entry<String, Words> entry : BY_TEXT.entrySet()) {
            if (said.contains(entry.getKey())) {
                Words words = entry.getValue();
                return new Failure(words.cause(), words.what(), words.advice(), said);
            }
        }
        return null;
    }

    /** Anything else a server said. */
    static Failure other(Endpoint endpoint, String said, String detail) {
        String shown = Shown.message(said);
        return new Failure(Cause.SERVER,
                endpoint.authority() + " answered: " + shown + (shown.endsWith(".") ? "" : "."),
                "Look into the log of that member for the same moment.", detail);
    }
}
