package org.etcdrecovery.core.cluster.prove;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.etcdrecovery.core.text.Shown;

/**
 * One check of a running cluster.
 *
 * @param subject  what was checked
 * @param expected what the plan says, or what a sound cluster does
 * @param seen     what the cluster answered
 * @param outcome  whether the two match
 * @param remark   what else to know, as sentences; may be empty
 */
public record ProofCheck(Subject subject, String expected, String seen, Outcome outcome, String remark) {
    /** Passes the texts, which may quote a server, through {@link Shown#text}. */
    public ProofCheck {
        expected = Shown.text(expected);
        seen = Shown.text(seen);
        remark = Shown.text(remark);
    }

    /** What is checked, in this order. */
    public enum Subject {
        /** Every planned member answers. */
        MEMBERS_ANSWER("Members answer"),
        /** Members that were left out and do not answer; only there if there are any, and never looked at. */
        LEFT_OUT("Left out"),
        /** They belong to the planned cluster. */
        CLUSTER_ID("Cluster ID"),
        /** The cluster has exactly the planned members. */
        MEMBERSHIP("Members"),
        /** All name the same leader in the same term. */
        ONE_LEADER("Leader"),
        /** A majority follows the leader. */
        LINEARIZABLE_READ("Linearizable read"),
        /** No alarm is raised. */
        NO_ALARM("Alarms"),
        /** The revision is not below the planned one. */
        REVISION("Revision"),
        /** The hash of the history at the last planned revision is the planned one. */
        HASH_KV("HashKV"),
        /** Every key is as in the snapshot; checked if the hash does not decide. */
        KEYS("Keys, byte for byte"),
        /** The members had the planned number of keys at the last planned revision. */
        KEY_COUNT("Number of keys"),
        /** The members hold the same data, including what is newer than the plan. */
        AGREEMENT("Members agree"),
        /** A watch from before the bump is refused as compacted. */
        OLD_WATCH("Watch from before the recovery"),
        /** A key can be written and deleted. */
        CANARY("Write and delete");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        /** Its name in a table. */
        public String title() {
            return title;
        }
    }

    /** Whether something remains to be done, and not only nothing to look at. */
    @JsonIgnore
    public boolean isOpen() {
        return subject == Subject.LEFT_OUT;
    }

    /** Whether what was seen matches what was expected. */
    public enum Outcome {
        PASSED, FAILED,
        /** It was not checked, for the reason in the remark. */
        SKIPPED
    }
}
