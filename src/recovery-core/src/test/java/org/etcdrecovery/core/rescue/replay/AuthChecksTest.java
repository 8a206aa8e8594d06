package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.rescue.replay.Requests.as;
import static org.etcdrecovery.core.rescue.replay.Requests.bytes;
import static org.etcdrecovery.core.rescue.replay.Requests.operation;
import static org.etcdrecovery.core.rescue.replay.Requests.put;
import static org.etcdrecovery.core.rescue.replay.Requests.request;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.proto.AuthNameRequest;
import org.etcdrecovery.core.proto.AuthPermission;
import org.etcdrecovery.core.proto.AuthRoleGrantPermissionRequest;
import org.etcdrecovery.core.proto.AuthRoleRevokePermissionRequest;
import org.etcdrecovery.core.proto.AuthUserAddOptions;
import org.etcdrecovery.core.proto.AuthUserAddRequest;
import org.etcdrecovery.core.proto.AuthUserChangePasswordRequest;
import org.etcdrecovery.core.proto.AuthUserRoleRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.rescue.EntryKind;
import org.junit.jupiter.api.Test;

/** Users and roles, what they make etcd refuse, and what an alarm changes about that. */
class AuthChecksTest {
    private static final int NOSPACE = 1;
    private static final int RAISE = 1;
    private static final int DISARM = 2;
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int READWRITE = 2;
    /** After {@link #enableAuth}. */
    private static final long REVISION = 9;

    private final ReplayingStore store = new ReplayingStore();

    @Test
    void usersAndRolesChangeOnceAndCount() {
        assertThat(addUser(store, "a").effect()).isEqualTo(Effect.APPLIED);
        assertThat(addUser(store, "a").effect()).isEqualTo(Effect.REJECTED);
        assertThat(addUser(store, "").effect()).isEqualTo(Effect.REJECTED);
        assertThat(addRole(store, "r").effect()).isEqualTo(Effect.APPLIED);
        assertThat(addRole(store, "r").effect()).isEqualTo(Effect.REJECTED);
        assertThat(grantRole(store, "a", "r").effect()).isEqualTo(Effect.APPLIED);
        assertThat(grantRole(store, "a", "r").effect()).isEqualTo(Effect.REJECTED);
        assertThat(grantRole(store, "a", "none").effect()).isEqualTo(Effect.REJECTED);
        assertThat(grantRole(store, "a", "root").effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.apply(request().setAuthUserRevokeRole(userRole("a", "root"))).effect())
                .isEqualTo(Effect.APPLIED);
        assertThat(store.apply(request().setAuthUserRevokeRole(userRole("a", "root"))).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(store.apply(request().setAuthRoleDelete(name("r"))).effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.apply(request().setAuthUserDelete(name("a"))).effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.state().buckets().number(BucketName.AUTH, "authRevision")).isEqualTo(8);
        assertThat(store.texts(BucketName.AUTH_USERS)).isEmpty();
        assertThat(store.texts(BucketName.AUTH_ROLES)).isEmpty();
    }

    @Test
    void aDeletedRoleIsTakenFromItsUsers() {
        addUser(store, "a");
        addRole(store, "r");
        addRole(store, "s");
        grantRole(store, "a", "s");
        grantRole(store, "a", "r");
        assertThat(store.state().auth().user(bytes("a")).orElseThrow().getRolesList()).containsExactly(bytes("r"),
                bytes("s"));

        store.apply(request().setAuthRoleDelete(name("r")));

        assertThat(store.state().auth().user(bytes("a")).orElseThrow().getRolesList()).containsExactly(bytes("s"));
    }

    @Test
    void aUserIsStoredAsEtcdDoes() {
        store.apply(request().setAuthUserAdd(AuthUserAddRequest.newBuilder()
                .setName(bytes("a"))
                .setHashedPassword(bytes("aGFzaA=="))
                .build()
                .toByteString()));
        store.apply(request().setAuthUserAdd(AuthUserAddRequest.newBuilder()
                .setName(bytes("b"))
                .setOptions(AuthUserAddOptions.newBuilder().setNoPassword(true))
                .build()
                .toByteString()));

        assertThat(store.texts(BucketName.AUTH_USERS)).isEqualTo("a=\n\1a\22\4hash\"\0 b=\n\1b\"\2\b\1");
        store.apply(request().setAuthUserChangePassword(AuthUserChangePasswordRequest.newBuilder()
                .setName(bytes("a"))
                .setHashedPassword(bytes("b3RoZXI="))
                .build()
                .toByteString()));
        assertThat(store.texts(BucketName.AUTH_USERS)).startsWith("a=\n\1a\22\5other\"\0");
    }

    @Test
    void aPasswordInClearTextIsNamedAndNotStored() {
        Outcome outcome = store.apply(request().setAuthUserAdd(AuthUserAddRequest.newBuilder()
                .setName(bytes("a"))
                .setPassword(bytes("secret"))
                .build()
                .toByteString()));

        assertThat(outcome.uncertain()).containsExactly(ReplayCode.PASSWORDS);
        assertThat(store.texts(BucketName.AUTH_USERS)).doesNotContain("secret");
    }

    @Test
    void permissionsAreReplacedOrSortedIn() {
        addRole(store, "r");
        permit(store, "r", WRITE, "b", "");
        permit(store, "r", READ, "a", "c");
        permit(store, "r", READWRITE, "b", "");
        assertThat(permit(store, "r", READ, "", "x").effect()).isEqualTo(Effect.REJECTED);
        assertThat(permit(store, "r", READ, "x", "b").effect()).isEqualTo(Effect.REJECTED);
        assertThat(permit(store, "none", READ, "a", "").effect()).isEqualTo(Effect.REJECTED);

        assertThat(store.texts(BucketName.AUTH_ROLES)).isEqualTo("r=\n\1r\22\6\22\1a\32\1c\22\5\b\2\22\1b");
        assertThat(revoke("r", "a", "").effect()).isEqualTo(Effect.REJECTED);
        assertThat(revoke("r", "a", "c").effect()).isEqualTo(Effect.APPLIED);
        assertThat(store.texts(BucketName.AUTH_ROLES)).isEqualTo("r=\n\1r\22\5\b\2\22\1b");
    }

    private Outcome revoke(String role, String key, String end) {
        return store.apply(request().setAuthRoleRevokePermission(AuthRoleRevokePermissionRequest.newBuilder()
                .setRole(bytes(role))
                .setKey(bytes(key))
                .setRangeEnd(bytes(end))
                .build()
                .toByteString()));
    }

    @Test
    void authenticationNeedsRootToBeTurnedOnAndHasRootToItself() {
        assertThat(store.apply(request().setAuthEnable(ByteString.EMPTY)).effect()).isEqualTo(Effect.REJECTED);
        enableAuth(store);
        assertThat(store.apply(as("root", REVISION).setAuthEnable(ByteString.EMPTY)).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(store.texts(BucketName.AUTH)).startsWith("authEnabled=\1");
        assertThat(store.apply(as("root", REVISION).setAuthUserDelete(name("root"))).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(store.apply(as("root", REVISION).setAuthUserRevokeRole(userRole("root", "root"))).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(store.apply(as("alice", REVISION).setAuthDisable(ByteString.EMPTY)).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(store.apply(request().setAuthDisable(ByteString.EMPTY)).effect()).isEqualTo(Effect.REJECTED);
        assertThat(store.apply(as("root", REVISION).setAuthDisable(ByteString.EMPTY)).effect())
                .isEqualTo(Effect.APPLIED);
        assertThat(store.texts(BucketName.AUTH)).startsWith("authEnabled=\0");
        assertThat(store.put("anything", "1").effect()).isEqualTo(Effect.APPLIED);
    }

    /** Alice may write a…c, which two permissions cover, and read a alone. */
    @Test
    void keysNeedAPermission() {
        enableAuth(store);

        assertThat(putAs("alice", REVISION, "a")).isEqualTo(Effect.APPLIED);
        assertThat(putAs("alice", REVISION, "c")).isEqualTo(Effect.REJECTED);
        assertThat(putAs("alice", REVISION - 1, "a")).isEqualTo(Effect.REJECTED);
        assertThat(putAs("alice", 0, "a")).isEqualTo(Effect.REJECTED);
        assertThat(putAs("nobody", REVISION, "a")).isEqualTo(Effect.REJECTED);
        assertThat(putAs("root", REVISION, "z")).isEqualTo(Effect.APPLIED);
        assertThat(store.put("a", "1").effect()).isEqualTo(Effect.REJECTED);
        assertThat(delete("a", "c")).isEqualTo(Effect.APPLIED);
        assertThat(delete("a", "c\0")).isEqualTo(Effect.REJECTED);
        assertThat(delete("a", "\0")).isEqualTo(Effect.REJECTED);
        assertThat(prevKv("a")).isEqualTo(Effect.APPLIED);
        assertThat(prevKv("b")).isEqualTo(Effect.REJECTED);
    }

    private Effect prevKv(String key) {
        return store.apply(as("alice", REVISION).setPut(Requests.put(key, "1", 0, out -> out.writeBool(4, true))))
                .effect();
    }

    @Test
    void aLeaseNeedsThePermissionForItsKeys() {
        enableAuth(store);
        store.grant(9);
        store.apply(as("root", REVISION).setPut(Requests.put("z", "1", 9)));

        assertThat(store.apply(as("alice", REVISION).setPut(Requests.put("a", "1", 9))).effect())
                .isEqualTo(Effect.REJECTED);
        assertThat(revoke("alice")).isEqualTo(Effect.REJECTED);
        assertThat(revoke("root")).isEqualTo(Effect.APPLIED);
    }

    private Effect revoke(String user) {
        return store.apply(as(user, REVISION).setLeaseRevoke(Requests.message(out -> out.writeInt64(1, 9)))).effect();
    }

    @Test
    void aTransactionNeedsThePermissionsOfBothBranches() {
        enableAuth(store);
        ByteString allowed = operation(2, put("a", "1"));
        ByteString denied = operation(2, put("z", "1"));

        assertThat(txn(store, List.of(allowed), List.of())).isEqualTo(Outcome.of(EntryKind.TXN, Effect.APPLIED));
        assertThat(txn(store, List.of(allowed), List.of(denied)).effect()).isEqualTo(Effect.REJECTED);
    }

    @Test
    void whatOnlyLaterPatchReleasesCheckIsNamed() {
        ByteString nested = operation(4, Requests.txn(List.of(), List.of(operation(2, put("z", "1"))), List.of()));

        assertThat(nestedPut("3.5", nested)).isEqualTo(new Outcome(EntryKind.TXN, Effect.REJECTED,
                Set.of(ReplayCode.TXN_PERMISSIONS)));
        assertThat(nestedPut("3.5.27", nested)).isEqualTo(Outcome.of(EntryKind.TXN, Effect.APPLIED));
        assertThat(nestedPut("3.5.28", nested)).isEqualTo(Outcome.of(EntryKind.TXN, Effect.REJECTED));
        assertThat(nestedPut("3.4.23", nested)).isEqualTo(Outcome.of(EntryKind.TXN, Effect.APPLIED));
        assertThat(nestedPut("3.7", nested)).isEqualTo(Outcome.of(EntryKind.TXN, Effect.REJECTED));
    }

    private static Outcome nestedPut(String version, ByteString nested) {
        ReplayingStore store = new ReplayingStore(version);
        enableAuth(store);
        return txn(store, List.of(nested), List.of());
    }

    private static Outcome txn(ReplayingStore store, List<ByteString> success, List<ByteString> failure) {
        return store.apply(as("alice", REVISION).setTxn(Requests.txn(List.of(), success, failure)));
    }

    @Test
    void upTo35AnAlarmReplacesTheChecksOfAuthenticationUntilARestart() {
        ReplayingStore older = new ReplayingStore("3.5.35");
        enableAuth(older);
        older.alarm(RAISE, NOSPACE);

        Outcome denied = older.delete("a", "");

        assertThat(denied.effect()).isEqualTo(Effect.NONE);
        assertThat(denied.uncertain()).containsExactly(ReplayCode.ALARM_CHECKS);
        older.alarm(DISARM, NOSPACE);
        assertThat(older.delete("a", "")).isEqualTo(Outcome.of(EntryKind.DELETE,
                Effect.REJECTED));
    }

    @Test
    void from36AnAlarmReplacesNothing() {
        ReplayingStore newer = new ReplayingStore("3.6.16");
        enableAuth(newer);
        newer.alarm(RAISE, NOSPACE);

        assertThat(newer.delete("a", "")).isEqualTo(Outcome.of(EntryKind.DELETE,
                Effect.REJECTED));
    }

    private Effect putAs(String user, long revision, String key) {
        return store.apply(as(user, revision).setPut(Requests.put(key, "1"))).effect();
    }

    /** Nothing to delete is as good as a deletion: it was permitted. */
    private Effect delete(String key, String end) {
        Effect effect = store.apply(as("alice", REVISION).setDeleteRange(Requests.delete(key, end))).effect();
        return effect == Effect.NONE ? Effect.APPLIED : effect;
    }

    private static void enableAuth(ReplayingStore store) {
        addUser(store, "root");
        grantRole(store, "root", "root");
        addUser(store, "alice");
        addRole(store, "r");
        permit(store, "r", WRITE, "b", "c");
        permit(store, "r", WRITE, "a", "b");
        permit(store, "r", READ, "a", "");
        grantRole(store, "alice", "r");
        store.apply(request().setAuthEnable(ByteString.EMPTY));
        assertThat(store.state().buckets().number(BucketName.AUTH, "authRevision")).isEqualTo(REVISION);
    }

    private static Outcome addUser(ReplayingStore store, String name) {
        return store.apply(request().setAuthUserAdd(
                AuthUserAddRequest.newBuilder().setName(bytes(name)).build().toByteString()));
    }

    private static Outcome addRole(ReplayingStore store, String name) {
        return store.apply(request().setAuthRoleAdd(name(name)));
    }

    private static Outcome grantRole(ReplayingStore store, String user, String role) {
        RaftRequest.Builder request = request().setAuthUserGrantRole(userRole(user, role));
        return store.apply(request);
    }

    private static Outcome permit(ReplayingStore store, String role, int type, String key, String end) {
        return store.apply(request().setAuthRoleGrantPermission(AuthRoleGrantPermissionRequest.newBuilder()
                .setName(bytes(role))
                .setPerm(AuthPermission.newBuilder().setType(type).setKey(bytes(key)).setRangeEnd(bytes(end)))
                .build()
                .toByteString()));
    }

    private static ByteString name(String name) {
        return AuthNameRequest.newBuilder().setName(bytes(name)).build().toByteString();
    }

    private static ByteString userRole(String user, String role) {
        return AuthUserRoleRequest.newBuilder().setName(bytes(user)).setRole(bytes(role)).build().toByteString();
    }
}
