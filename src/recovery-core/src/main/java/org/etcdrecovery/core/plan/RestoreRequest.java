package org.etcdrecovery.core.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.snapshot.Quota;

/**
 * What somebody asks of a restore, as far as they have said it. The snapshot comes separately, as
 * {@link org.etcdrecovery.core.snapshot.SnapshotFacts}.
 *
 * @param members       the members of the new cluster, in the order they were named
 * @param token         what tells this cluster from any other with the same URLs
 * @param target        the etcd to restore for; empty for the cluster version that the snapshot states, else 3.5
 * @param revisionBump  by how much the last revision is raised
 * @param markCompacted whether everything up to the raised revision counts as compacted
 * @param clearAlarms   whether the alarms in the snapshot are left out
 * @param accepted      what the operator agrees to, should it be found; each {@link ProblemCode#canBeAccepted}
 * @param owner         who is to own the files; empty leaves them to who runs the restore
 * @param skipReadBack  whether the written files are not read again and compared
 * @param quota         the quota of the servers; empty for etcd's default, or more where that does not do
 */
public record RestoreRequest(List<MemberRequest> members, String token, Optional<MinorVersion> target,
        long revisionBump, boolean markCompacted, boolean clearAlarms, Set<ProblemCode> accepted, Optional<Owner> owner,
        boolean skipReadBack, Optional<Quota> quota) {
    /** Copies the collections. */
    public RestoreRequest {
        members = List.copyOf(members);
        accepted = Set.copyOf(accepted);
    }

    /** Whether the trailing SHA-256 is not insisted on, be it missing or wrong. */
    public boolean skipHashCheck() {
        return accepted.containsAll(ProblemCode.HASH_CHECK);
    }

    /** A builder in which every option is off. */
    public static Builder builder(List<MemberRequest> members, String token) {
        return new Builder(new RestoreRequest(members, token, Optional.empty(), 0, false, false, Set.of(),
                Optional.empty(), false, Optional.empty()));
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

        /** The etcd to restore for. */
        public Builder target(MinorVersion value) {
            return target(Optional.of(value));
        }

        /** The etcd to restore for; empty for what the snapshot says. */
        public Builder target(Optional<MinorVersion> value) {
            target = value;
            return this;
        }

        /** By how much the last revision is raised. */
        public Builder revisionBump(long value) {
            revisionBump = value;
            return this;
        }

        /** Whether everything up to the raised revision counts as compacted. */
        public Builder markCompacted(boolean value) {
            markCompacted = value;
            return this;
        }

        /** Whether the alarms in the snapshot are left out. */
        public Builder clearAlarms(boolean value) {
            clearAlarms = value;
            return this;
        }

        /** What the operator agrees to, should it be found. */
        public Builder accepted(Set<ProblemCode> value) {
            accepted = value;
            return this;
        }

        /** Whether a missing or wrong trailing SHA-256 is among that. */
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

        /** Who is to own the files. */
        public Builder owner(Owner value) {
            return owner(Optional.of(value));
        }

        /** Who is to own the files; empty leaves them to who runs the restore. */
        public Builder owner(Optional<Owner> value) {
            owner = value;
            return this;
        }

        /** Whether the written files are not read again and compared. */
        public Builder skipReadBack(boolean value) {
            skipReadBack = value;
            return this;
        }

        /** The quota of the servers. */
        public Builder quota(Quota value) {
            quota = Optional.of(value);
            return this;
        }

        /** The request. */
        public RestoreRequest build() {
            return new RestoreRequest(members, token, target, revisionBump, markCompacted, clearAlarms, accepted,
                    owner, skipReadBack, quota);
        }
    }
}
