package org.etcdrecovery.core.cluster.prove;

import org.etcdrecovery.core.text.Shown;

/**
 * One thing that was looked at.
 *
 * @param subject  what
 * @param expected what the plan says, or what a sound cluster does
 * @param seen     what the cluster says
 * @param outcome  whether they fit
 * @param remark   what to know about it, as a sentence; may be empty
 */
public record ProofCheck(Subject subject, String expected, String seen, Outcome outcome, String remark) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public ProofCheck {
        expected = Shown.text(expected);
        seen = Shown.text(seen);
        remark = Shown.text(remark);
    }

    /** What is looked at, in this order. */
    public enum Subject {
        /** Every planned member is there. */
        MEMBERS_ANSWER("Members answer"),
        /** They belong to the planned cluster. */
        CLUSTER_ID("Cluster ID"),
        /** The planned members, and nobody else, are members. */
        MEMBERSHIP("Members"),
        /** All name the same leader in the same term. */
        ONE_LEADER("Leader"),
        /** A majority follows it. */
        LINEARIZABLE_READ("Linearizable read"),
        /** No alarm is raised. */
        NO_ALARM("Alarms"),
        /** The revision is not below the planned one. */
        REVISION("Revision"),
        /** The hash of the history at the last planned revision is the planned one. */
        HASH_KV("HashKV"),
        /** Every key is as in the snapshot; looked at where the hash cannot tell. */
        KEYS("Keys, byte for byte"),
        /** As many keys as planned existed at the last planned revision. */
        KEY_COUNT("Number of keys"),
        /** The members hold the same, also what is newer than the plan. */
        AGREEMENT("Members agree"),
        /** A watch from before the bump is refused as compacted. */
        OLD_WATCH("Watch from before the recovery"),
        /** A key can be written and deleted. */
        CANARY("Write and delete");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        /** How it is called in a table. */
        public String title() {
            return title;
        }
    }

    /** Whether what was seen fits. */
    public enum Outcome {
        PASSED, FAILED,
        /** It was not looked at, and need not be. */
        SKIPPED
    }
}
