package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.ApplyRules.Since;
import org.etcdrecovery.core.keyspace.BackendJson;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoJsonObject;
import org.etcdrecovery.core.keyspace.GoSemver;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.proto.AlarmRequest;
import org.etcdrecovery.core.proto.ClusterMemberAttrSetRequest;
import org.etcdrecovery.core.proto.ClusterVersionSetRequest;
import org.etcdrecovery.core.proto.CompactionRequest;
import org.etcdrecovery.core.proto.ConfChange;
import org.etcdrecovery.core.proto.DowngradeInfoSetRequest;
import org.etcdrecovery.core.proto.LeaseCheckpointRequest;
import org.etcdrecovery.core.proto.LeaseGrantRequest;
import org.etcdrecovery.core.proto.LeaseRevokeRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.V2Request;
import org.etcdrecovery.core.rescue.EntryKind;
import org.etcdrecovery.core.rescue.replay.Alarms.Checks;
import org.etcdrecovery.core.rescue.replay.KeyRequests.Treatment;
import org.etcdrecovery.core.rescue.replay.Operation.Txn;
import org.etcdrecovery.core.rescue.replay.Request.Client;
import org.etcdrecovery.core.wal.EntryType;

/**
 * Applies entries as a server does that has just been started, and names those about which servers differ. Source:
 * server/etcdserver/server.go and apply of each release.
 */
final class Applier {
    private static final ByteString PUT = ByteString.copyFromUtf8("PUT");
    private static final Pattern ATTRIBUTES = Pattern.compile("/0/members/([0-9A-Za-z]{1,16})/attributes");
    private static final String VERSION = "/0/version";
    private static final String CLUSTER_VERSION = "clusterVersion";

    private final ReplayState state;
    private final ApplyRules rules;
    private final KeyRequests keyRequests;
    private final AuthRequests authRequests;
    private final Treatment usual;

    Applier(ReplayState state, Sources sources) {
        this.state = state;
        this.rules = state.rules();
        this.keyRequests = new KeyRequests(state.keys(), state.leases(), state.auth(), sources);
        this.authRequests = new AuthRequests(state.auth());
        this.usual = new Treatment(rules.checksNestedTransactions() != Since.NOT_YET,
                rules.checksPutsInTransactions() != Since.NOT_YET, rules.limitsNestedPuts() != Since.NOT_YET,
                rules.dropsRangesOfTransactions());
    }

    /**
     * Applies an entry.
     *
     * @throws UnreadableRequestException if its data is not what its type says
     * @throws ServerStopsException       if a server panics on it
     * @throws IOException                if a value cannot be read
     */
    Outcome apply(ReplayEntry entry) throws UnreadableRequestException, ServerStopsException, IOException {
        try {
            return entry.type() == EntryType.NORMAL
                    ? apply(RequestReader.read(entry.data(), entry.place()))
                    : changeMembership(entry);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRequestException("its data is not what its type says: " + e.getMessage(), e);
        }
    }

    private Outcome changeMembership(ReplayEntry entry)
            throws InvalidProtocolBufferException, UnreadableRequestException, ServerStopsException {
        if (entry.type() != EntryType.CONF_CHANGE) {
            throw new UnreadableRequestException("it changes the membership in a way that no release writes");
        }
        return Outcome.of(EntryKind.MEMBERSHIP,
                accepted(state.members().apply(ConfChange.parseFrom(entry.data()))));
    }

    private Outcome apply(Request request) throws IOException, ServerStopsException {
        return switch (request) {
            case Request.Nothing _ -> Outcome.of(EntryKind.NEW_LEADER, Effect.NONE);
            case Request.V2 v2 -> Outcome.of(EntryKind.OTHER, v2(v2.message()));
            case Request.Keys keys -> keys(keys.client(), keys.operation());
            case Request.Other other -> other(other.client(), other.message());
        };
    }

    private static Effect accepted(boolean accepted) {
        return accepted ? Effect.APPLIED : Effect.REJECTED;
    }

    private Outcome keys(Client client, Operation operation) throws IOException, ServerStopsException {
        EntryKind kind = EntryFacts.kind(operation);
        Checks checks = state.alarms().checks();
        boolean accepted = keyRequests.accepts(client, operation, checks, usual);
        Set<ReplayCode> uncertain = EnumSet.noneOf(ReplayCode.class);
        if (accepted != keyRequests.accepts(client, operation, state.alarms().afterRestart(), usual)) {
            uncertain.add(ReplayCode.ALARM_CHECKS);
        }
        if (operation instanceof Txn) {
            for (Map.Entry<ReplayCode, Treatment> other : otherTreatments().entrySet()) {
                if (accepted != keyRequests.accepts(client, operation, checks, other.getValue())) {
                    uncertain.add(other.getKey());
                }
            }
        }
        if (!accepted) {
            return new Outcome(kind, Effect.REJECTED, uncertain);
        }
        long before = state.keys().revision();
        keyRequests.execute(operation);
        return new Outcome(kind, state.keys().revision() == before ? Effect.NONE : Effect.APPLIED, uncertain);
    }

    /** How other servers, of which it is not known whether it was one of them, treat transactions. */
    private Map<ReplayCode, Treatment> otherTreatments() {
        Map<ReplayCode, Treatment> others = new EnumMap<>(ReplayCode.class);
        Since nested = rules.checksNestedTransactions();
        Since puts = rules.checksPutsInTransactions();
        if (nested == Since.UNKNOWN || puts == Since.UNKNOWN) {
            others.put(ReplayCode.TXN_PERMISSIONS, new Treatment(nested == Since.ALREADY, puts == Since.ALREADY,
                    usual.limitsNested(), usual.dropsRanges()));
        }
        if (rules.limitsNestedPuts() == Since.UNKNOWN) {
            others.put(ReplayCode.TXN_QUOTA, new Treatment(usual.checksNested(), usual.checksPuts(), false,
                    usual.dropsRanges()));
        }
        if (usual.dropsRanges()) {
            others.put(ReplayCode.TXN_RANGES, new Treatment(usual.checksNested(), usual.checksPuts(),
                    usual.limitsNested(), false));
        }
        return others;
    }

    private Outcome other(Client client, RaftRequest request)
            throws InvalidProtocolBufferException, ServerStopsException {
        Checks checks = state.alarms().checks();
        Checks restarted = state.alarms().afterRestart();
        return switch (request.getRequestCase()) {
            case COMPACTION -> decided(EntryKind.COMPACTION, !checks.corrupt(), !restarted.corrupt(),
                    compaction(CompactionRequest.parseFrom(request.getCompaction())));
            case LEASE_GRANT -> grant(LeaseGrantRequest.parseFrom(request.getLeaseGrant()), checks, restarted);
            case LEASE_REVOKE -> {
                long lease = LeaseRevokeRequest.parseFrom(request.getLeaseRevoke()).getId();
                boolean permitted = keyRequests.mayWriteAttached(client, lease);
                yield decided(EntryKind.LEASE_REVOKE, !checks.corrupt() && (!checks.auth() || permitted),
                        !restarted.corrupt() && (!restarted.auth() || permitted), () -> revoke(lease));
            }
            case ALARM -> Outcome.of(EntryKind.ALARM,
                    changed(state.alarms().apply(AlarmRequest.parseFrom(request.getAlarm()))));
            case LEASE_CHECKPOINT -> checkpoint(LeaseCheckpointRequest.parseFrom(request.getLeaseCheckpoint()));
            case CLUSTER_VERSION_SET -> Outcome.of(EntryKind.OTHER, changed(setVersion(
                    ClusterVersionSetRequest.parseFrom(request.getClusterVersionSet()).getVer())));
            case CLUSTER_MEMBER_ATTR_SET -> Outcome.of(EntryKind.OTHER, changed(publish(
                    ClusterMemberAttrSetRequest.parseFrom(request.getClusterMemberAttrSet()))));
            case DOWNGRADE_INFO_SET ->
                Outcome.of(EntryKind.OTHER,
                        downgrade(DowngradeInfoSetRequest.parseFrom(request.getDowngradeInfoSet())));
            case AUTHENTICATE -> Outcome.of(EntryKind.AUTH, Effect.NONE);
            default -> auth(client, request, checks, restarted);
        };
    }

    private static Effect changed(boolean changed) {
        return changed ? Effect.APPLIED : Effect.NONE;
    }

    /** Executes what etcd may refuse, unless the checks refuse it. */
    @FunctionalInterface
    private interface Execution {
        boolean execute() throws InvalidProtocolBufferException, ServerStopsException;
    }

    private static Outcome decided(EntryKind kind, boolean accepted, boolean acceptedAfterRestart, Execution execution)
            throws InvalidProtocolBufferException, ServerStopsException {
        Set<ReplayCode> uncertain = accepted == acceptedAfterRestart ? Set.of() : Set.of(ReplayCode.ALARM_CHECKS);
        return new Outcome(kind, accepted(accepted && execution.execute()), uncertain);
    }

    private Outcome auth(Client client, RaftRequest request, Checks checks, Checks restarted)
            throws InvalidProtocolBufferException, ServerStopsException {
        boolean permitted = state.auth().isAdmin(client);
        Outcome outcome = decided(EntryKind.AUTH, !checks.auth() || permitted, !restarted.auth() || permitted,
                () -> authRequests.apply(request));
        return outcome.effect() == Effect.APPLIED && authRequests.lostPassword()
                ? outcome.uncertainToo(ReplayCode.PASSWORDS)
                : outcome;
    }

    private Execution compaction(CompactionRequest request) {
        return () -> state.keys().compact(request.getRevision());
    }

    private Outcome grant(LeaseGrantRequest request, Checks checks, Checks restarted)
            throws InvalidProtocolBufferException, ServerStopsException {
        Outcome outcome = decided(EntryKind.LEASE_GRANT, !checks.corrupt() && !checks.noSpace(),
                !restarted.corrupt() && !restarted.noSpace(),
                () -> state.leases().grant(request.getId(), request.getTtl()));
        return outcome.effect() == Effect.APPLIED && request.getTtl() < Leases.SHORTEST_TTL
                ? outcome.uncertainToo(ReplayCode.LEASE_TTL)
                : outcome;
    }

    private boolean revoke(long lease) {
        if (!state.leases().exists(lease)) {
            return false;
        }
        try (KeyStore.Write write = state.keys().begin()) {
            state.leases().keys(lease).forEach(key -> write.delete(KeySpan.of(key)));
            write.commit();
        }
        state.leases().remove(lease);
        return true;
    }

    private Outcome checkpoint(LeaseCheckpointRequest request) {
        boolean stores = rules.storesLeaseCheckpoints();
        boolean known = request.getCheckpointsList().stream().anyMatch(each -> state.leases().exists(each.getId()));
        if (stores) {
            request.getCheckpointsList()
                    .forEach(each -> state.lease(each.getId())
                            .ifPresent(lease -> state.leases().checkpoint(lease, each.getRemainingTtl())));
        }
        boolean uncertain = known && !stores && rules.mayStoreLeaseCheckpoints();
        return new Outcome(EntryKind.OTHER, changed(stores && known),
                uncertain ? Set.of(ReplayCode.LEASE_CHECKPOINTS) : Set.of());
    }

    private boolean setVersion(String version) throws ServerStopsException {
        String parsed = GoSemver.parse(version)
                .orElseThrow(() -> new ServerStopsException("it sets a cluster version that is not a version"))
                .toString();
        state.buckets().put(BucketName.CLUSTER, CLUSTER_VERSION, Buckets.bytes(parsed));
        return true;
    }

    private boolean publish(ClusterMemberAttrSetRequest request) throws ServerStopsException {
        return state.members()
                .publish(new MemberId(request.getMemberId()), request.getAttributes().getName(),
                        request.getAttributes().getClientUrlsList());
    }

    private Effect downgrade(DowngradeInfoSetRequest request) {
        state.buckets()
                .put(BucketName.CLUSTER, "downgrade",
                        BackendJson.downgrade(request.getEnabled(), request.getEnabled() ? request.getVer() : ""));
        return Effect.APPLIED;
    }

    private Effect v2(V2Request request) throws ServerStopsException {
        if (!rules.readsV2Requests()) {
            throw new ServerStopsException("it is a request of the v2 API, which etcd " + rules.release()
                    + " cannot read");
        }
        if (!request.getMethod().equals(PUT)) {
            return Effect.NONE;
        }
        String path = request.getPath().toString(UTF_8);
        Matcher attributes = ATTRIBUTES.matcher(path);
        if (attributes.matches()) {
            return changed(publish(attributes.group(1), request.getVal().toByteArray()));
        }
        return path.equals(VERSION) ? changed(setVersion(request.getVal().toString(UTF_8))) : Effect.NONE;
    }

    /**
     * As {@link Membership#publish}, but no server stops: 3.4 and 3.5 keep the members in their raft snapshot, and a restore
     * by 3.4 leaves those of the old cluster in the database.
     */
    private boolean publish(String id, byte[] json) throws ServerStopsException {
        try {
            GoJsonObject attributes = GoJsonObject.parse(json);
            MemberId member = MemberId.parse(id);
            return state.members().contains(member)
                    && state.members().publish(member, attributes.text("name"), attributes.texts("clientURLs"));
        } catch (IllegalArgumentException e) {
            throw new ServerStopsException(Optional.ofNullable(e.getMessage()).orElse("its member cannot be read"));
        }
    }
}
