package org.etcdrecovery.core.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * A request to restore a cluster, possibly incomplete. The snapshot comes separately, as
 * {@link org.etcdrecovery.core.snapshot.SnapshotFacts}.
 *
 * @param members       the members of the new cluster, in the order they were named
 * @param token         the cluster token, which sets this cluster apart from any other with the same URLs
 * @param target        the etcd version to restore for; if empty, the cluster version in the snapshot, or else 3.5
 * @param revisionBump  how far to raise the last revision; 0 not to raise it
 * @param markCompacted whether to mark everything up to the raised revision as compacted
 * @param clearAlarms   whether to leave out the alarms in the snapshot
 * @param accepted      problems that the operator accepts if they are found; each {@link ProblemCode#canBeAccepted}
 * @param owner         who will own the files; if empty, the user who runs the restore
 * @param skipReadBack  whether to skip reading the written files back
 * @param quota         the quota of the servers; if empty, etcd's default, or more if that is too small
 * @param keyspace      what the changes to keys and leases make of the keyspace; empty if there are none
 */
public record RestoreRequest(List<MemberRequest> members, String token, Optional<MinorVersion> target,
        long revisionBump, boolean markCompacted, boolean clearAlarms, Set<ProblemCode> accepted, Optional<Owner> owner,
        boolean skipReadBack, Optional<Quota> quota, Optional<EditedKeyspace> keyspace) implements EditRequest {
    /** Copies the collections. */
    public RestoreRequest {
        members = List.copyOf(members);
        accepted = Set.copyOf(accepted);
    }

    /**
     * The last record, from which etcdutl counts: the commands that do the same must lead to the same revision. With changes
     * that etcdutl cannot make, the current revision, or the one at which leases are dropped.
     */
    @Override
    public long bumpsFrom(SnapshotFacts facts) {
        return keyspace.map(edited -> Math.max(facts.revisions().current(), edited.change().lastRevision()))
                .orElse(facts.revisions().last().main());
    }

    /** Whether a missing and a wrong trailing SHA-256 are both accepted. */
    public boolean skipHashCheck() {
        return accepted.containsAll(ProblemCode.HASH_CHECK);
    }

    /** A builder in which every option is off. */
    public static Builder builder(List<MemberRequest> members, String token) {
        return new Builder(new RestoreRequest(members, token, Optional.empty(), 0, false, false, Set.of(),
                Optional.empty(), false, Optional.empty(), Optional.empty()));
    }

    /** A builder that starts from this request. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects the options of a request. */
    public static final class Builder {
        private List<MemberRequest> members;
        private String token;
        private Optional<MinorVersion> target;
        private long revisionBump;
        private boolean markCompacted;
        private boolean clearAlarms;
        private Set<ProblemCode> accepted;
        private Optional<Owner> owner;
        private boolean skipReadBack;
        private Optional<Quota> quota;
        private Optional<EditedKeyspace> keyspace;

        private Builder(RestoreRequest request) {
            members = request.members;
            token = request.token;
            target = request.target;
            revisionBump = request.revisionBump;
            markCompacted = request.markCompacted;
            clearAlarms = request.clearAlarms;
            accepted = request.accepted;
            owner = request.owner;
            skipReadBack = request.skipReadBack;
            quota = request.quota;
            keyspace = request.keyspace;
        }

        /** Replaces the members. */
        public Builder members(List<MemberRequest> value) {
            members = value;
            return this;
        }

        /** Replaces the token. */
        public Builder token(String value) {
            token = value;
            return this;
        }

        /** The etcd version to restore for. */
        public Builder target(MinorVersion value) {
            return target(Optional.of(value));
        }

        /** The etcd version to restore for; if empty, the one in the snapshot. */
        public Builder target(Optional<MinorVersion> value) {
            target = value;
            return this;
        }

        /** How far to raise the last revision. */
        public Builder revisionBump(long value) {
            revisionBump = value;
            return this;
        }

        /** Whether to mark everything up to the raised revision as compacted. */
        public Builder markCompacted(boolean value) {
            markCompacted = value;
            return this;
        }

        /** Whether to leave out the alarms in the snapshot. */
        public Builder clearAlarms(boolean value) {
            clearAlarms = value;
            return this;
        }

        /** Problems that the operator accepts if they are found. */
        public Builder accepted(Set<ProblemCode> value) {
            accepted = value;
            return this;
        }

        /** Adds a missing or wrong trailing SHA-256 to the accepted problems, or removes both. */
        public Builder skipHashCheck(boolean value) {
            Set<ProblemCode> changed = EnumSet.noneOf(ProblemCode.class);
            changed.addAll(accepted);
            if (value) {
                changed.addAll(ProblemCode.HASH_CHECK);
            } else {
                changed.removeAll(ProblemCode.HASH_CHECK);
            }
            return accepted(changed);
        }

        /** Who will own the files. */
        public Builder owner(Owner value) {
            return owner(Optional.of(value));
        }

        /** Who will own the files; if empty, the user who runs the restore. */
        public Builder owner(Optional<Owner> value) {
            owner = value;
            return this;
        }

        /** Whether to skip reading the written files back. */
        public Builder skipReadBack(boolean value) {
            skipReadBack = value;
            return this;
        }

        /** The quota of the servers. */
        public Builder quota(Quota value) {
            quota = Optional.of(value);
            return this;
        }

        /** What the changes to keys and leases make of the keyspace; empty if there are none. */
        public Builder keyspace(Optional<EditedKeyspace> value) {
            keyspace = value;
            return this;
        }

        /** Builds the request. */
        public RestoreRequest build() {
            return new RestoreRequest(members, token, target, revisionBump, markCompacted, clearAlarms, accepted,
                    owner, skipReadBack, quota, keyspace);
        }
    }
}
