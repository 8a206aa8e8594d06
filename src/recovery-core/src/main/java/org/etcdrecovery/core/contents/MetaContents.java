package org.etcdrecovery.core.contents;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.snapshot.Downgrade;

/**
 * What the buckets {@code meta} and {@code cluster} say. Everything may be missing: older releases write less.
 *
 * @param consistentIndex     the last entry of the raft log whose effect is in the file, an unsigned number
 * @param term                the raft term of that entry; since 3.5
 * @param confState           the voters and learners of raft after the last change of membership; since 3.5
 * @param scheduledCompaction the revision of the last compaction that was accepted
 * @param finishedCompaction  the revision of the last compaction that was carried out
 * @param storageVersion      the version of the schema, such as {@code 3.6.0}; since 3.6
 * @param clusterVersion      the version that the members had agreed on, such as {@code 3.5.0}
 * @param downgrade           a downgrade that was asked for; since 3.5
 */
public record MetaContents(OptionalLong consistentIndex, OptionalLong term, Optional<ConfState> confState,
        OptionalLong scheduledCompaction, OptionalLong finishedCompaction, Optional<String> storageVersion,
        Optional<String> clusterVersion, Optional<Downgrade> downgrade) {
    /**
     * The configuration of raft; IDs are unsigned numbers. A server that starts does not look at it.
     *
     * @param voters         the members with a vote
     * @param learners       those without
     * @param votersOutgoing with a vote until a joint change is complete
     * @param learnersNext   learners once it is
     * @param autoLeave      whether it completes by itself
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
