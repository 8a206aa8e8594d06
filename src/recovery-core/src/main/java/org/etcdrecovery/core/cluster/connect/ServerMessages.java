package org.etcdrecovery.core.cluster.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * Explains etcd's refusals in words that an operator can act on. The texts are those of etcd's rpctypes package, the
 * same since 3.4. Its codes are too coarse: a wrong password and an empty user are both INVALID_ARGUMENT.
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
        texts.put("user name is empty", new Words(Cause.LOGIN_REQUIRED, "Authentication is on in this cluster.",
                "Give a user and password, or a client certificate whose common name is a user."));
        texts.put("invalid auth token", new Words(Cause.LOGIN_REQUIRED, "The cluster requires a login.",
                "Give a user and password, or a client certificate whose common name is a user."));
        texts.put("permission denied", new Words(Cause.NO_PERMISSION, "This user may not do that.",
                "Use a user with the role root: only root may read snapshots and hashes."));
        texts.put("no leader", new Words(Cause.NO_QUORUM, "The member sees no leader.",
                "A majority of the voting members must run and reach each other."));
        texts.put("request timed out", new Words(Cause.NO_QUORUM, "The member found no majority in time.",
                "A majority of the voting members must run and reach each other."));
        texts.put("leader changed", new Words(Cause.NO_QUORUM, "The cluster is electing a leader.", "Try again."));
        texts.put("revision has been compacted",
                new Words(Cause.COMPACTED, "This revision has been compacted.", ""));
        texts.put("is a future revision", new Words(Cause.FUTURE_REVISION, "This revision does not exist yet.", ""));
        texts.put("database space exceeded", new Words(Cause.NO_SPACE_ALARM,
                "The cluster accepts no writes because of the alarm NOSPACE.",
                "Compact, defragment every member, then: etcdctl alarm disarm"));
        texts.put("corrupt cluster", new Words(Cause.CORRUPT_ALARM,
                "The cluster accepts no requests because of the alarm CORRUPT: its members hold different data.",
                "First find out which member differs."));
        return texts;
    }

    /** The explanation of what a server said; {@code null} if the text is unknown. */
    static @Nullable Failure find(String said) {
        // Before 3.6 the refusal of a stream keeps the prefix of the package that it comes from.
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

    /** A failure with any other text of a server. */
    static Failure other(Endpoint endpoint, String said, String detail) {
        String shown = Shown.message(said);
        return new Failure(Cause.SERVER,
                endpoint.authority() + " answered: " + shown + (shown.endsWith(".") ? "" : "."),
                "Look into the log of that member for the same moment.", detail);
    }
}
