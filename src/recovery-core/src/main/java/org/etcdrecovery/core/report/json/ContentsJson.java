package org.etcdrecovery.core.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.EffectivePermissions;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.LeasedKeys;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.contents.SnapshotContents.KnownMember;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.text.UrlText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints the small lists of a snapshot as JSON. {@code unreadable} names what is missing, and is empty for a sound file.
 */
public final class ContentsJson {
    private ContentsJson() {}

    /** The members, old and removed ones included. */
    public static String members(SnapshotContents contents) {
        ObjectNode json = Json.document();
        ArrayNode members = json.putArray("members");
        for (KnownMember known : contents.members()) {
            ObjectNode one = members.addObject();
            one.put("id", known.member().id().toString());
            one.put("name", known.member().name());
            UrlText.of(known.member().peerUrls()).forEach(one.putArray("peerURLs")::add);
            UrlText.of(known.member().clientUrls()).forEach(one.putArray("clientURLs")::add);
            one.put("learner", known.member().learner());
            one.put("zombie", known.zombie());
        }
        ArrayNode removed = json.putArray("removed");
        contents.removedMembers().forEach(id -> removed.add(id.toString()));
        return print(json, contents.unreadable());
    }

    /**
     * The leases.
     *
     * @param keys the keys that are attached to any lease; listed per lease if there are any
     */
    public static String leases(SnapshotContents contents, LeasedKeys keys) {
        ObjectNode json = Json.document();
        ArrayNode leases = json.putArray("leases");
        Map<LeaseId, List<KeyRow>> attachedTo = keys.byLease();
        for (Lease lease : contents.leases()) {
            ObjectNode one = leases.addObject();
            one.put("id", lease.id().toString());
            one.put("grantedTtl", lease.grantedTtl());
            lease.remaining().ifPresent(remaining -> one.put("remainingTtl", remaining));
            one.put("keyCount", lease.keys());
            if (!keys.rows().isEmpty()) {
                ArrayNode attached = one.putArray("keys");
                attachedTo.getOrDefault(lease.id(), List.of())
                        .forEach(row -> StreamedJson.put("key", row.key(), attached.addObject()));
            }
        }
        json.put("keysCut", keys.isCut());
        return print(json, contents.unreadable());
    }

    /** Users with what they may do, and roles. */
    public static String users(SnapshotContents contents) {
        AuthContents auth = contents.auth();
        ObjectNode json = Json.document();
        json.put("enabled", auth.enabled());
        auth.revision().ifPresent(revision -> json.put("authRevision", revision));
        ArrayNode users = json.putArray("users");
        for (EffectivePermissions each : EffectivePermissions.of(auth)) {
            ObjectNode one = users.addObject();
            one.put("name", plain(each.user().name()));
            names("roles", each.user().roles(), one);
            one.put("password", each.user().password());
            one.put("everything", each.everything());
            ArrayNode grants = one.putArray("permissions");
            each.grants().forEach(grant -> {
                names("roles", grant.roles(), put(grant.permission(), grants.addObject()));
            });
            names("missingRoles", each.missingRoles(), one);
        }
        ArrayNode roles = json.putArray("roles");
        for (AuthContents.Role role : auth.roles()) {
            ObjectNode one = roles.addObject();
            one.put("name", plain(role.name()));
            ArrayNode permissions = one.putArray("permissions");
            role.permissions().forEach(permission -> put(permission, permissions.addObject()));
        }
        return print(json, contents.unreadable());
    }

    private static ObjectNode put(Permission permission, ObjectNode json) {
        json.put("access", Json.name(permission.access()));
        json.put("extent", Json.name(permission.extent()));
        StreamedJson.put("key", GoQuote.unescape(permission.key()), json);
        if (!permission.rangeEnd().isEmpty()) {
            StreamedJson.put("rangeEnd", GoQuote.unescape(permission.rangeEnd()), json);
        }
        return json;
    }

    private static void names(String field, Collection<String> names, ObjectNode json) {
        ArrayNode array = json.putArray(field);
        names.forEach(name -> array.add(plain(name)));
    }

    /** A name as it is stored: JSON has escapes of its own, and who reads it compares names. */
    private static String plain(String escaped) {
        return new String(GoQuote.unescape(escaped), UTF_8);
    }

    /** The buckets with their sizes. */
    public static String buckets(SnapshotContents contents) {
        ObjectNode json = Json.document();
        ArrayNode buckets = json.putArray("buckets");
        contents.buckets()
                .forEach(bucket -> buckets.addObject()
                        .put("name", plain(bucket.name()))
                        .put("records", bucket.records())
                        .put("keyBytes", bucket.keyBytes())
                        .put("valueBytes", bucket.valueBytes()));
        return print(json, contents.unreadable());
    }

    static String print(ObjectNode json, List<String> unreadable) {
        unreadable.forEach(json.putArray("unreadable")::add);
        return Json.print(json);
    }
}
