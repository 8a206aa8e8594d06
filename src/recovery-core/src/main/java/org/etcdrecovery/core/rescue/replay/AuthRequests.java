package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.proto.AuthNameRequest;
import org.etcdrecovery.core.proto.AuthPermission;
import org.etcdrecovery.core.proto.AuthRoleGrantPermissionRequest;
import org.etcdrecovery.core.proto.AuthRoleRevokePermissionRequest;
import org.etcdrecovery.core.proto.AuthUserAddRequest;
import org.etcdrecovery.core.proto.AuthUserChangePasswordRequest;
import org.etcdrecovery.core.proto.AuthUserRoleRequest;
import org.etcdrecovery.core.proto.PermissionRecord;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.RoleRecord;
import org.etcdrecovery.core.proto.UserOptions;
import org.etcdrecovery.core.proto.UserRecord;

/** Changes users and roles, and turns authentication on and off. Source: server/auth/store.go. */
final class AuthRequests {
    private static final Comparator<ByteString> BYTES = ByteString.unsignedLexicographicalComparator();
    /** What a password becomes that is only known as clear text: no password matches it. */
    private static final ByteString UNUSABLE = ByteString.copyFromUtf8("*");

    private final Auth auth;
    private boolean lostPassword;

    AuthRequests(Auth auth) {
        this.auth = auth;
    }

    /** Whether the last request had a password as clear text, which is not reproduced. */
    boolean lostPassword() {
        return lostPassword;
    }

    /** Applies a request, unless etcd would refuse it; whether that changed anything. */
    boolean apply(RaftRequest request) throws InvalidProtocolBufferException {
        lostPassword = false;
        return switch (request.getRequestCase()) {
            case AUTH_ENABLE -> enable();
            case AUTH_DISABLE -> disable();
            case AUTH_USER_ADD -> addUser(AuthUserAddRequest.parseFrom(request.getAuthUserAdd()));
            case AUTH_USER_DELETE -> deleteUser(AuthNameRequest.parseFrom(request.getAuthUserDelete()).getName());
            case AUTH_USER_CHANGE_PASSWORD ->
                changePassword(AuthUserChangePasswordRequest.parseFrom(request.getAuthUserChangePassword()));
            case AUTH_USER_GRANT_ROLE -> grantRole(AuthUserRoleRequest.parseFrom(request.getAuthUserGrantRole()));
            case AUTH_USER_REVOKE_ROLE -> revokeRole(AuthUserRoleRequest.parseFrom(request.getAuthUserRevokeRole()));
            case AUTH_ROLE_ADD -> addRole(AuthNameRequest.parseFrom(request.getAuthRoleAdd()).getName());
            case AUTH_ROLE_DELETE -> deleteRole(AuthNameRequest.parseFrom(request.getAuthRoleDelete()).getName());
            case AUTH_ROLE_GRANT_PERMISSION ->
                grant(AuthRoleGrantPermissionRequest.parseFrom(request.getAuthRoleGrantPermission()));
            case AUTH_ROLE_REVOKE_PERMISSION ->
                revoke(AuthRoleRevokePermissionRequest.parseFrom(request.getAuthRoleRevokePermission()));
            default -> false;
        };
    }

    private boolean enable() {
        if (auth.isEnabled() || auth.user(Auth.ROOT).filter(Auth::isRoot).isEmpty()) {
            return false;
        }
        auth.setEnabled(true);
        return true;
    }

    private boolean disable() {
        if (!auth.isEnabled()) {
            return false;
        }
        auth.setEnabled(false);
        return committed();
    }

    private boolean addUser(AuthUserAddRequest request) {
        if (request.getName().isEmpty() || auth.user(request.getName()).isPresent()) {
            return false;
        }
        boolean withoutPassword = request.getOptions().getNoPassword();
        Optional<ByteString> password = withoutPassword
                ? Optional.of(ByteString.EMPTY)
                : password(request.getPassword(), request.getHashedPassword());
        if (password.isEmpty()) {
            return false;
        }
        auth.put(UserRecord.newBuilder()
                .setName(request.getName())
                .setPassword(password.get())
                .setOptions(UserOptions.newBuilder().setNoPassword(withoutPassword))
                .build());
        return committed();
    }

    private boolean changePassword(AuthUserChangePasswordRequest request) {
        Optional<UserRecord> user = auth.user(request.getName());
        if (user.isEmpty()) {
            return false;
        }
        Optional<ByteString> password = user.get().getOptions().getNoPassword()
                ? Optional.of(ByteString.EMPTY)
                : password(request.getPassword(), request.getHashedPassword());
        if (password.isEmpty()) {
            return false;
        }
        auth.put(user.get().toBuilder().setPassword(password.get()).build());
        return committed();
    }

    /** The stored form of a password; empty if etcd refuses it. */
    private Optional<ByteString> password(ByteString clear, ByteString hashed) {
        if (!clear.isEmpty() && hashed.isEmpty()) {
            lostPassword = true;
            return Optional.of(UNUSABLE);
        }
        try {
            return Optional.of(ByteString.copyFrom(Base64.getDecoder().decode(hashed.toByteArray())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean deleteUser(ByteString name) {
        if ((auth.isEnabled() && name.equals(Auth.ROOT)) || auth.user(name).isEmpty()) {
            return false;
        }
        auth.removeUser(name);
        return committed();
    }

    private boolean grantRole(AuthUserRoleRequest request) {
        Optional<UserRecord> user = auth.user(request.getName());
        if (user.isEmpty() || (!request.getRole().equals(Auth.ROOT) && auth.role(request.getRole()).isEmpty())
                || user.get().getRolesList().contains(request.getRole())) {
            return false;
        }
        List<ByteString> roles = new ArrayList<>(user.get().getRolesList());
        roles.add(request.getRole());
        roles.sort(BYTES);
        auth.put(user.get().toBuilder().clearRoles().addAllRoles(roles).build());
        return committed();
    }

    private boolean revokeRole(AuthUserRoleRequest request) {
        boolean lastAdmin = auth.isEnabled() && request.getName().equals(Auth.ROOT)
                && request.getRole().equals(Auth.ROOT);
        Optional<UserRecord> user = auth.user(request.getName());
        if (lastAdmin || user.isEmpty() || !user.get().getRolesList().contains(request.getRole())) {
            return false;
        }
        auth.put(without(user.get(), request.getRole()));
        return committed();
    }

    private static UserRecord without(UserRecord user, ByteString role) {
        return user.toBuilder()
                .clearRoles()
                .addAllRoles(user.getRolesList().stream().filter(each -> !each.equals(role)).toList())
                .build();
    }

    private boolean addRole(ByteString name) {
        if (name.isEmpty() || auth.role(name).isPresent()) {
            return false;
        }
        auth.put(RoleRecord.newBuilder().setName(name).build());
        return committed();
    }

    private boolean deleteRole(ByteString name) {
        if ((auth.isEnabled() && name.equals(Auth.ROOT)) || auth.role(name).isEmpty()) {
            return false;
        }
        auth.removeRole(name);
        for (ByteString each : auth.users()) {
            auth.user(each)
                    .filter(user -> user.getRolesList().contains(name))
                    .ifPresent(user -> auth.put(without(user, name)));
        }
        return committed();
    }

    private boolean grant(AuthRoleGrantPermissionRequest request) {
        AuthPermission wanted = request.getPerm();
        Optional<RoleRecord> role = auth.role(request.getName());
        if (!request.hasPerm() || !isRange(wanted) || role.isEmpty()) {
            return false;
        }
        List<PermissionRecord> permissions = new ArrayList<>(role.get().getPermissionsList());
        PermissionRecord granted = PermissionRecord.newBuilder()
                .setType(wanted.getType())
                .setKey(wanted.getKey())
                .setRangeEnd(wanted.getRangeEnd())
                .build();
        // etcd compares only with the first permission for the key.
        int at = 0;
        while (at < permissions.size() && BYTES.compare(permissions.get(at).getKey(), wanted.getKey()) < 0) {
            at++;
        }
        if (at < permissions.size() && isOf(permissions.get(at), wanted.getKey(), wanted.getRangeEnd())) {
            permissions.set(at, granted);
        } else {
            permissions.add(granted);
            permissions.sort(Comparator.comparing(PermissionRecord::getKey, BYTES));
        }
        auth.put(role.get().toBuilder().clearPermissions().addAllPermissions(permissions).build());
        return committed();
    }

    private static boolean isRange(AuthPermission permission) {
        Key key = Key.of(permission.getKey().toByteArray());
        return key.bytes().length > 0 && !KeySpan.of(key, permission.getRangeEnd().toByteArray()).isEmpty();
    }

    private boolean revoke(AuthRoleRevokePermissionRequest request) {
        Optional<RoleRecord> role = auth.role(request.getRole());
        List<PermissionRecord> kept = role.map(RoleRecord::getPermissionsList)
                .orElse(List.of())
                .stream()
                .filter(permission -> !isOf(permission, request.getKey(), request.getRangeEnd()))
                .toList();
        if (role.isEmpty() || kept.size() == role.get().getPermissionsCount()) {
            return false;
        }
        auth.put(role.get().toBuilder().clearPermissions().addAllPermissions(kept).build());
        return committed();
    }

    private static boolean isOf(PermissionRecord permission, ByteString key, ByteString rangeEnd) {
        return permission.getKey().equals(key) && permission.getRangeEnd().equals(rangeEnd);
    }

    private boolean committed() {
        auth.commit();
        return true;
    }
}
