package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.proto.AlarmRequest;
import org.etcdrecovery.core.proto.AuthPermission;
import org.etcdrecovery.core.proto.AuthRoleGrantPermissionRequest;
import org.etcdrecovery.core.proto.AuthRoleRevokePermissionRequest;
import org.etcdrecovery.core.proto.AuthUserAddRequest;
import org.etcdrecovery.core.proto.AuthUserRoleRequest;
import org.etcdrecovery.core.proto.ClusterMemberAttrSetRequest;
import org.etcdrecovery.core.proto.DowngradeInfoSetRequest;
import org.etcdrecovery.core.proto.LeaseCheckpoint;
import org.etcdrecovery.core.proto.LeaseCheckpointRequest;
import org.etcdrecovery.core.proto.LeaseGrantRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.text.Counted;

/**
 * Says on one line what a request of the v3 API asks for. Of transactions, it shows the first operations. Values are left
 * out unless they are asked for; passwords and tokens always are.
 */
final class RaftRequestWords {
    /** Of a transaction with those nested in it: operations and comparisons. */
    private static final int MOST_SHOWN = 16;
    private static final int MOST_CHECKPOINTS = 4;

    private static final int FIRST = 1;
    /** In etcdserverpb.CompactionRequest. */
    private static final int PHYSICAL = 2;
    /** In etcdserverpb.PutRequest. */
    private static final int LEASE = 3;
    private static final int IGNORE_VALUE = 5;
    private static final int IGNORE_LEASE = 6;
    /** In etcdserverpb.Compare; the number that is compared follows the key, in the order of the targets. */
    private static final int RESULT = 1;
    private static final int TARGET = 2;
    private static final int COMPARED_KEY = 3;
    private static final int FIRST_COMPARED = 4;
    private static final int COMPARED_END = 64;
    private static final List<String> TARGETS = List.of("version", "create", "mod", "value", "lease");
    private static final int VALUE_TARGET = 3;
    private static final int LEASE_TARGET = 4;
    private static final List<String> RESULTS = List.of(" = ", " > ", " < ", " != ");
    private static final List<String> ALARMS = List.of("every alarm", "alarm NOSPACE", "alarm CORRUPT");
    private static final List<String> PERMISSIONS = List.of("read", "write", "read and write");
    /** As the end of a range: all keys from its beginning on. */
    private static final ByteString NO_END = ByteString.copyFrom(new byte[1]);

    private final boolean showValues;
    private int shown;

    private RaftRequestWords(boolean showValues) {
        this.showValues = showValues;
    }

    static String of(RaftRequest request, boolean showValues) throws IOException {
        ByteString user = request.getHeader().getUsername();
        return new RaftRequestWords(showValues).words(request)
                + (user.isEmpty() ? "" : ", as user " + RequestWords.quoted(user));
    }

    private String words(RaftRequest request) throws IOException {
        return switch (request.getRequestCase()) {
            case RANGE -> "get " + span(request.getRange());
            case PUT -> put(request.getPut());
            case DELETE_RANGE -> "delete " + span(request.getDeleteRange());
            case TXN -> "transaction: " + transaction(request.getTxn());
            case LEASE_GRANT -> grant(LeaseGrantRequest.parseFrom(request.getLeaseGrant()));
            case LEASE_REVOKE ->
                "revoke lease " + Long.toHexString(RequestFields.number(request.getLeaseRevoke(), FIRST));
            case LEASE_CHECKPOINT -> checkpoint(LeaseCheckpointRequest.parseFrom(request.getLeaseCheckpoint()));
            case COMPACTION -> "compact up to revision " + RequestFields.number(request.getCompaction(), FIRST)
                    + (RequestFields.number(request.getCompaction(), PHYSICAL) == 0 ? "" : ", physically");
            case ALARM -> alarm(AlarmRequest.parseFrom(request.getAlarm()));
            case AUTH_ENABLE -> "turn authentication on";
            case AUTH_DISABLE -> "turn authentication off";
            case AUTHENTICATE -> named("authenticate user", request.getAuthenticate());
            case AUTH_USER_ADD -> named("add user", request.getAuthUserAdd())
                    + (AuthUserAddRequest.parseFrom(request.getAuthUserAdd()).getOptions().getNoPassword()
                            ? " without a password"
                            : "");
            case AUTH_USER_DELETE -> named("delete user", request.getAuthUserDelete());
            case AUTH_USER_CHANGE_PASSWORD -> named("change the password of user",
                    request.getAuthUserChangePassword());
            case AUTH_USER_GRANT_ROLE -> role("grant user ", request.getAuthUserGrantRole());
            case AUTH_USER_REVOKE_ROLE -> role("revoke from user ", request.getAuthUserRevokeRole());
            case AUTH_ROLE_ADD -> named("add role", request.getAuthRoleAdd());
            case AUTH_ROLE_DELETE -> named("delete role", request.getAuthRoleDelete());
            case AUTH_ROLE_GRANT_PERMISSION ->
                permission(AuthRoleGrantPermissionRequest.parseFrom(request.getAuthRoleGrantPermission()));
            case AUTH_ROLE_REVOKE_PERMISSION ->
                permission(AuthRoleRevokePermissionRequest.parseFrom(request.getAuthRoleRevokePermission()));
            case CLUSTER_VERSION_SET -> named("set the cluster version", request.getClusterVersionSet());
            case CLUSTER_MEMBER_ATTR_SET ->
                attributes(ClusterMemberAttrSetRequest.parseFrom(request.getClusterMemberAttrSet()));
            case DOWNGRADE_INFO_SET -> downgrade(DowngradeInfoSetRequest.parseFrom(request.getDowngradeInfoSet()));
            case REQUEST_NOT_SET -> "another request";
        };
    }

    private String put(ByteString put) throws IOException {
        long lease = RequestFields.number(put, LEASE);
        return "put " + RequestWords.quoted(RequestFields.bytes(put, RequestFields.KEY))
                + (RequestFields.number(put, IGNORE_VALUE) == 0
                        ? " = " + value(RequestFields.bytes(put, RequestFields.VALUE))
                        : ", keeping the value")
                + (RequestFields.number(put, IGNORE_LEASE) == 0 ? "" : ", keeping the lease")
                + (lease == 0 ? "" : ", lease " + Long.toHexString(lease));
    }

    private String value(ByteString value) {
        return showValues ? RequestWords.quoted(value) : Counted.of(value.size(), "byte");
    }

    private static String span(ByteString request) throws IOException {
        return span(RequestFields.bytes(request, RequestFields.KEY),
                RequestFields.bytes(request, RequestFields.RANGE_END));
    }

    private static String span(ByteString key, ByteString end) {
        if (end.isEmpty()) {
            return RequestWords.quoted(key);
        }
        return RequestWords.quoted(key) + (end.equals(NO_END)
                ? " and all keys after it"
                : " to " + RequestWords.quoted(end));
    }

    private String transaction(ByteString txn) throws IOException {
        List<ByteString> compares = RequestFields.all(txn, RequestFields.TXN_COMPARE);
        List<ByteString> failure = RequestFields.all(txn, RequestFields.TXN_FAILURE);
        String condition = compares.isEmpty() ? "" : "if " + joined(compares, " and ", this::comparison) + ": ";
        String success = operations(RequestFields.all(txn, RequestFields.TXN_SUCCESS));
        return condition + success + (failure.isEmpty() ? "" : "; else: " + operations(failure));
    }

    private String operations(List<ByteString> operations) throws IOException {
        return operations.isEmpty() ? "nothing" : joined(operations, "; ", this::operation);
    }

    /** Says something in words. */
    @FunctionalInterface
    private interface Speaker {
        String words(ByteString message) throws IOException;
    }

    private String joined(List<ByteString> messages, String separator, Speaker speaker) throws IOException {
        StringJoiner joined = new StringJoiner(separator);
        for (int i = 0; i < messages.size(); i++) {
            if (shown == MOST_SHOWN) {
                joined.add((messages.size() - i) + " more");
                break;
            }
            shown++;
            joined.add(speaker.words(messages.get(i)));
        }
        return joined.toString();
    }

    private String operation(ByteString operation) throws IOException {
        List<ByteString> puts = RequestFields.all(operation, RequestFields.OP_PUT);
        List<ByteString> deletions = RequestFields.all(operation, RequestFields.OP_DELETE);
        List<ByteString> nested = RequestFields.all(operation, RequestFields.OP_TXN);
        if (!puts.isEmpty()) {
            return put(puts.getLast());
        }
        if (!deletions.isEmpty()) {
            return "delete " + span(deletions.getLast());
        }
        return nested.isEmpty()
                ? "get " + span(RequestFields.bytes(operation, RequestFields.OP_RANGE))
                : "(" + transaction(nested.getLast()) + ")";
    }

    private String comparison(ByteString compare) throws IOException {
        int target = (int) RequestFields.number(compare, TARGET);
        int result = (int) RequestFields.number(compare, RESULT);
        if (target < 0 || target >= TARGETS.size() || result < 0 || result >= RESULTS.size()) {
            return "an unknown comparison";
        }
        int field = FIRST_COMPARED + target;
        String with = switch (target) {
            case VALUE_TARGET -> value(RequestFields.bytes(compare, field));
            case LEASE_TARGET -> Long.toHexString(RequestFields.number(compare, field));
            default -> Long.toString(RequestFields.number(compare, field));
        };
        return TARGETS.get(target) + "("
                + span(RequestFields.bytes(compare, COMPARED_KEY), RequestFields.bytes(compare, COMPARED_END)) + ")"
                + RESULTS.get(result) + with;
    }

    private static String grant(LeaseGrantRequest grant) {
        return "grant lease " + Long.toHexString(grant.getId()) + ", TTL " + grant.getTtl() + " s";
    }

    private static String checkpoint(LeaseCheckpointRequest request) {
        List<String> words = new ArrayList<>();
        for (LeaseCheckpoint lease : request.getCheckpointsList().stream().limit(MOST_CHECKPOINTS).toList()) {
            words.add(Long.toHexString(lease.getId()) + " has " + lease.getRemainingTtl() + " s left");
        }
        int more = request.getCheckpointsCount() - words.size();
        return "lease checkpoint: " + String.join(", ", words) + (more == 0 ? "" : ", " + more + " more");
    }

    private static String alarm(AlarmRequest request) {
        String alarm = request.getAlarm() >= 0 && request.getAlarm() < ALARMS.size()
                ? ALARMS.get(request.getAlarm())
                : "alarm " + request.getAlarm();
        String member = " of member " + new MemberId(request.getMemberId());
        return switch (request.getAction()) {
            case 0 -> "list alarms";
            case 1 -> "raise " + alarm + member;
            case 2 -> "disarm " + alarm + member;
            default -> "unknown action " + request.getAction() + " on " + alarm + member;
        };
    }

    private static String role(String action, ByteString request) throws InvalidProtocolBufferException {
        AuthUserRoleRequest named = AuthUserRoleRequest.parseFrom(request);
        return action + RequestWords.quoted(named.getName()) + " role " + RequestWords.quoted(named.getRole());
    }

    private static String permission(AuthRoleGrantPermissionRequest request) {
        AuthPermission permission = request.getPerm();
        String type = permission.getType() >= 0 && permission.getType() < PERMISSIONS.size()
                ? PERMISSIONS.get(permission.getType())
                : "have the unknown permission " + permission.getType() + " for";
        return "let role " + RequestWords.quoted(request.getName()) + " " + type + " "
                + span(permission.getKey(), permission.getRangeEnd());
    }

    private static String permission(AuthRoleRevokePermissionRequest request) {
        return "revoke from role " + RequestWords.quoted(request.getRole()) + " the permission for "
                + span(request.getKey(), request.getRangeEnd());
    }

    private static String attributes(ClusterMemberAttrSetRequest request) {
        return "publish member " + new MemberId(request.getMemberId()) + " as "
                + RequestWords.quoted(request.getAttributes().getName()) + " at "
                + RequestWords.quoted(String.join(",", request.getAttributes().getClientUrlsList()));
    }

    private static String downgrade(DowngradeInfoSetRequest request) {
        return request.getEnabled()
                ? "enable the downgrade to " + RequestWords.quoted(request.getVer())
                : "end the downgrade";
    }

    private static String named(String what, ByteString request) throws IOException {
        return what + " " + RequestWords.quoted(RequestFields.bytes(request, FIRST));
    }
}
