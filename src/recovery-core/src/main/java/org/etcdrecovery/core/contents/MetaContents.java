package org.etcdrecovery.core.contents;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.snapshot.Downgrade;

/**
 * The contents of the buckets {@code meta} and {@code cluster}. Any of them may be missing: older releases write fewer.
 *
 * @param consistentIndex     the index of the last raft log entry applied to the file, unsigned
 * @param term                the raft term of that entry; since 3.5
 * @param confState           raft's voters and learners after the last membership change; since 3.5
 * @param scheduledCompaction the revision of the last scheduled compaction
 * @param finishedCompaction  the revision of the last finished compaction
 * @param storageVersion      the version of the schema, such as {@code 3.6.0}; since 3.6
 * @param clusterVersion      the cluster version, such as {@code 3.5.0}
 * @param downgrade           a requested downgrade; since 3.5
 */
public record MetaContents(OptionalLong consistentIndex, OptionalLong term, Optional<ConfState> confState,
        OptionalLong scheduledCompaction, OptionalLong finishedCompaction, Optional<String> storageVersion,
        Optional<String> clusterVersion, Optional<Downgrade> downgrade) {
    /**
     * The raft configuration; IDs are unsigned. A starting server ignores it.
     *
     * @param voters         the voting members
     * @param learners       the non-voting members
     * @param votersOutgoing the members that also vote until a joint change is complete
     * @param learnersNext   the members that become learners after it
     * @param autoLeave      whether raft completes the change automatically
     */
    public record ConfState(List<MemberId> voters, List<MemberId> learners, List<MemberId> votersOutgoing,
            List<MemberId> learnersNext,
            boolean autoLeave) {
        /** Copies the lists. */
        public ConfState {
            voters = List.copyOf(voters);
            learners = List.copyOf(learners);
            votersOutgoing = List.copyOf(votersOutgoing);
            learnersNext = List.copyOf(learnersNext);
        }
    }
}
