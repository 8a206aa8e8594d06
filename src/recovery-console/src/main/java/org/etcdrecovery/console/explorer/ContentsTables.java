package org.etcdrecovery.console.explorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.contents.AuthContents.Extent;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.AuthContents.User;
import org.etcdrecovery.core.contents.EffectivePermissions;
import org.etcdrecovery.core.contents.MetaContents;
import org.etcdrecovery.core.contents.MetaContents.ConfState;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;
import org.etcdrecovery.core.contents.SnapshotContents.KnownMember;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.snapshot.Downgrade;
import org.etcdrecovery.core.text.UrlText;

/** The tables of every tab but the keys. */
final class ContentsTables {
    private ContentsTables() {}

    static DataTable<MemberLine> members(Texts texts, ObservableList<MemberLine> rows) {
        return new DataTable<>("members", texts.get("members.none"), rows)
                .text("members.name", MemberLine::name)
                .mono("members.id", MemberLine::id)
                .text("members.kind", MemberLine::kind)
                .mono("members.peer", MemberLine::peerUrls)
                .mono("members.client", MemberLine::clientUrls);
    }

    static DataTable<Lease> leases(Texts texts, ObservableList<Lease> rows) {
        return new DataTable<>("leases", texts.get("leases.none"), rows)
                .mono("leases.id", lease -> lease.id().toString())
                .figure("leases.ttl", Lease::grantedTtl, lease -> texts.get("seconds",
                        Quantities.number(lease.grantedTtl())))
                .figure("leases.left", lease -> lease.remaining().orElse(0), lease -> lease.remaining().isPresent()
                        ? texts.get("seconds", Quantities.number(lease.remaining().getAsLong()))
                        : "")
                .figure("leases.keys", Lease::keys);
    }

    static DataTable<User> users(Texts texts, ObservableList<User> rows) {
        return new DataTable<>("users", texts.get("users.none"), rows)
                .text("users.name", User::name)
                .text("users.roles", user -> String.join(", ", user.roles()))
                .text("users.password", user -> texts.get(user.password() ? "users.yes" : "users.no"));
    }

    static DataTable<GrantLine> grants(Texts texts, ObservableList<GrantLine> rows) {
        return new DataTable<>("grants", texts.get("grants.none"), rows)
                .text("users.name", GrantLine::user)
                .text("roles.access", GrantLine::access)
                .mono("roles.keys", GrantLine::keys)
                .text("grants.by", GrantLine::roles);
    }

    static DataTable<PermissionLine> permissions(Texts texts, ObservableList<PermissionLine> rows) {
        return new DataTable<>("roles", texts.get("roles.none"), rows)
                .text("roles.name", PermissionLine::role)
                .text("roles.access", PermissionLine::access)
                .mono("roles.keys", PermissionLine::keys);
    }

    static DataTable<Alarm> alarms(Texts texts, ObservableList<Alarm> rows) {
        return new DataTable<>("alarms", texts.get("alarms.none"), rows)
                .text("alarms.kind", alarm -> alarm.kind().name())
                .mono("alarms.member", alarm -> alarm.memberId().toString());
    }

    static DataTable<MetaLine> meta(Texts texts, ObservableList<MetaLine> rows) {
        return new DataTable<>("meta", texts.get("meta.none"), rows)
                .text("meta.name", MetaLine::name)
                .mono("meta.value", MetaLine::value);
    }

    static DataTable<BucketSize> buckets(Texts texts, ObservableList<BucketSize> rows) {
        return new DataTable<>("buckets", texts.get("buckets.none"), rows)
                .mono("buckets.name", BucketSize::name)
                .figure("buckets.records", BucketSize::records)
                .figure("buckets.keyBytes", BucketSize::keyBytes, one -> Quantities.size(one.keyBytes()))
                .figure("buckets.valueBytes", BucketSize::valueBytes, one -> Quantities.size(one.valueBytes()));
    }

    /** A member of the lost cluster, or one that was removed from it. */
    record MemberLine(String name, String id, String kind, String peerUrls, String clientUrls) {
        private static final Comparator<KnownMember> BY_NAME = Comparator.comparing(known -> known.member().name());

        static List<MemberLine> of(SnapshotContents contents, Texts texts) {
            Stream<MemberLine> members = contents.members().stream().sorted(BY_NAME).map(known -> {
                Member member = known.member();
                String kind = known.zombie()
                        ? "members.zombie"
                        : member.learner() ? "members.learner" : "members.voter";
                return new MemberLine(member.name(), member.id().toString(), texts.get(kind),
                        String.join(", ", UrlText.of(member.peerUrls())),
                        String.join(", ", UrlText.of(member.clientUrls())));
            });
            Stream<MemberLine> removed = contents.removedMembers()
                    .stream()
                    .filter(id -> contents.members().stream().noneMatch(known -> known.member().id().equals(id)))
                    .map(id -> new MemberLine("", id.toString(), texts.get("members.removed"), "", ""));
            return Stream.concat(members, removed).toList();
        }
    }

    /** What a user may do with a range of keys, by all of its roles together. */
    record GrantLine(String user, String access, String keys, String roles) {
        static List<GrantLine> of(AuthContents auth, Texts texts) {
            List<GrantLine> lines = new ArrayList<>();
            EffectivePermissions.of(auth).forEach(one -> {
                String user = one.user().name();
                if (one.everything()) {
                    lines.add(new GrantLine(user, texts.get("roles.root"), texts.get("extent.EVERY_KEY"), "root"));
                }
                one.grants()
                        .forEach(grant -> lines.add(new GrantLine(user,
                                texts.get("access." + grant.permission().access()),
                                PermissionLine.keys(grant.permission(), texts), String.join(", ", grant.roles()))));
                one.missingRoles()
                        .forEach(role -> lines.add(new GrantLine(user, texts.get("grants.missing"), "", role)));
                if (!one.everything() && one.grants().isEmpty() && one.missingRoles().isEmpty()) {
                    lines.add(new GrantLine(user, texts.get("roles.nothing"), "", ""));
                }
            });
            return lines;
        }
    }

    /** A role's access to a range of keys. */
    record PermissionLine(String role, String access, String keys) {
        static List<PermissionLine> of(AuthContents auth, Texts texts) {
            List<PermissionLine> lines = new ArrayList<>();
            auth.roles().forEach(role -> {
                if (role.permissions().isEmpty()) {
                    boolean root = role.name().equals("root");
                    lines.add(new PermissionLine(role.name(), texts.get(root ? "roles.root" : "roles.nothing"),
                            root ? texts.get("extent.EVERY_KEY") : ""));
                }
                role.permissions()
                        .forEach(one -> lines.add(new PermissionLine(role.name(), texts.get("access." + one.access()),
                                keys(one, texts))));
            });
            return lines;
        }

        static String keys(Permission permission, Texts texts) {
            return permission.extent() == Extent.KEY
                    ? permission.key()
                    : texts.get("extent." + permission.extent(), permission.key(), permission.rangeEnd());
        }
    }

    /** An entry of the {@code meta} or {@code cluster} bucket. */
    record MetaLine(String name, String value) {
        static List<MetaLine> of(MetaContents meta, Texts texts) {
            List<MetaLine> lines = new ArrayList<>();
            add(lines, texts, "index", number(meta.consistentIndex()));
            add(lines, texts, "term", number(meta.term()));
            add(lines, texts, "scheduled", number(meta.scheduledCompaction()));
            add(lines, texts, "finished", number(meta.finishedCompaction()));
            add(lines, texts, "storage", meta.storageVersion());
            add(lines, texts, "cluster", meta.clusterVersion());
            add(lines, texts, "voters", meta.confState().map(ConfState::voters).map(MetaLine::ids));
            add(lines, texts, "learners",
                    meta.confState().map(ConfState::learners).filter(ids -> !ids.isEmpty()).map(MetaLine::ids));
            add(lines, texts, "downgrade", meta.downgrade()
                    .filter(Downgrade::enabled)
                    .map(Downgrade::targetVersion));
            return lines;
        }

        private static void add(List<MetaLine> lines, Texts texts, String key, Optional<String> value) {
            value.ifPresent(words -> lines.add(new MetaLine(texts.get("meta." + key), words)));
        }

        private static Optional<String> number(OptionalLong value) {
            return value.isPresent() ? Optional.of(Long.toUnsignedString(value.getAsLong())) : Optional.empty();
        }

        private static String ids(List<MemberId> ids) {
            return ids.stream().map(MemberId::toString).collect(Collectors.joining(", "));
        }
    }
}
