package org.etcdrecovery.console.step.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * Something in the snapshot other than keys.
 *
 * @param kind    the kind
 * @param tone    its tone
 * @param what    what there is, in a few words
 * @param follows the consequence, in a few words; may be empty
 * @param details what to know about it; empty if there is nothing
 */
record CarriedContent(Kind kind, Tone tone, String what, String follows, String details) {
    /** The alarms, most serious last. */
    private static final List<Alarm.Kind> BY_GRAVITY = List.of(Alarm.Kind.NOSPACE, Alarm.Kind.UNKNOWN,
            Alarm.Kind.CORRUPT, Alarm.Kind.UNREADABLE);

    /** The kinds of contents other than keys. */
    enum Kind {
        LEASES, ALARMS, AUTHENTICATION, ENCRYPTION, SIZE
    }

    /**
     * Everything but keys that a snapshot carries along.
     *
     * @param auth   its users and roles; empty if unknown
     * @param edited what is decided about its keys and leases; empty if nothing is, or while its meaning is unknown
     */
    static List<CarriedContent> of(SnapshotFacts facts, Optional<AuthContents> auth, Optional<EditedKeyspace> edited,
            Texts texts) {
        return List.of(edited.map(known -> leases(known, texts)).orElseGet(() -> leases(facts, texts)),
                alarms(facts, texts), authentication(facts, auth, texts),
                encryption(facts, texts), size(facts, texts));
    }

    private static CarriedContent leases(SnapshotFacts facts, Texts texts) {
        return facts.leaseCounts().leases() == 0
                ? none(Kind.LEASES, texts.get("leases.none"))
                : new CarriedContent(Kind.LEASES, Tone.WARNING,
                        counted(facts.leaseCounts().leases(), facts.leaseCounts().keys(), texts),
                        texts.get("leases.follows", facts.leaseCounts().leases()), texts.get("leases.details"));
    }

    /** As they are after the decisions. */
    private static CarriedContent leases(EditedKeyspace edited, Texts texts) {
        KeyspaceChange change = edited.change();
        long leases = edited.kept().leases() + change.recreated().leases();
        List<String> follows = new ArrayList<>();
        if (leases > 0) {
            follows.add(texts.get("leases.follows", leases));
        }
        add("leases.dropped", change.dropped(), follows, texts);
        add("leases.recreated", change.recreated(), follows, texts);
        add("leases.orphaned", change.orphaned(), follows, texts);
        String what = leases > 0
                ? counted(leases, edited.kept().keys() + change.recreated().keys(), texts)
                : texts.get(change.dropped().leases() > 0 ? "leases.left" : "leases.none");
        boolean harmless = leases == 0 && change.orphaned().leases() == 0;
        return new CarriedContent(Kind.LEASES, harmless ? Tone.SUCCESS : Tone.WARNING, what,
                String.join("; ", follows), leases == 0 ? "" : texts.get("leases.details"));
    }

    private static void add(String key, Tally tally, List<String> follows, Texts texts) {
        if (tally.leases() > 0) {
            follows.add(texts.get(key, tally.leases(), Quantities.number(tally.leases()), tally.keys(),
                    Quantities.number(tally.keys())));
        }
    }

    private static String counted(long leases, long keys, Texts texts) {
        return texts.get("leases.some", leases, Quantities.number(leases), keys, Quantities.number(keys));
    }

    private static CarriedContent alarms(SnapshotFacts facts, Texts texts) {
        if (facts.alarms().isEmpty()) {
            return none(Kind.ALARMS, texts.get("alarms.none"));
        }
        String what = facts.alarms()
                .stream()
                .map(alarm -> alarm.kind() == Alarm.Kind.UNREADABLE
                        ? texts.get("alarms.unreadable")
                        : texts.get("alarms.one", alarm.kind().name(), member(alarm, facts)))
                .collect(Collectors.joining(", "));
        Alarm.Kind gravest = facts.alarms()
                .stream()
                .map(Alarm::kind)
                .max(Comparator.comparingInt(BY_GRAVITY::indexOf))
                .orElseThrow();
        return new CarriedContent(Kind.ALARMS, Tone.WARNING, what, texts.get("alarms.follows." + gravest), "");
    }

    private static String member(Alarm alarm, SnapshotFacts facts) {
        return facts.members()
                .stream()
                .filter(member -> member.id().equals(alarm.memberId()) && !member.name().isEmpty())
                .map(Member::name)
                .findFirst()
                .orElseGet(() -> alarm.memberId().toString());
    }

    private static CarriedContent authentication(SnapshotFacts facts, Optional<AuthContents> auth, Texts texts) {
        if (facts.authEnabled()) {
            String on = auth.map(known -> texts.get("auth.on.counted", known.users().size(), known.roles().size()))
                    .orElse(texts.get("auth.on"));
            return new CarriedContent(Kind.AUTHENTICATION, Tone.SUCCESS, on, texts.get("auth.on.follows"),
                    texts.get("auth.details"));
        }
        int stored = auth.map(known -> known.users().size()).orElse(0);
        if (stored > 0) {
            return new CarriedContent(Kind.AUTHENTICATION, Tone.WARNING, texts.get("auth.off.stored", stored),
                    texts.get("auth.off.stored.follows"), texts.get("auth.off.details"));
        }
        // Neither good nor bad: whether it should be on is not in the file.
        return new CarriedContent(Kind.AUTHENTICATION, Tone.NEUTRAL, texts.get("auth.off"),
                texts.get("auth.off.follows"), "");
    }

    private static CarriedContent encryption(SnapshotFacts facts, Texts texts) {
        if (facts.encryption().isEmpty()) {
            return none(Kind.ENCRYPTION, texts.get("encryption.none"));
        }
        String keys = facts.encryption()
                .stream()
                .sorted()
                .map(CarriedContent::key)
                .distinct()
                .collect(Collectors.joining("; "));
        return new CarriedContent(Kind.ENCRYPTION, Tone.NEUTRAL, keys, texts.get("encryption.follows"),
                texts.get("encryption.details"));
    }

    /** Compares the size with the default quota: the quota of the old servers is not in any file. */
    private static CarriedContent size(SnapshotFacts facts, Texts texts) {
        long size = facts.status().sizeInUse();
        return Quota.neededFor(size)
                .map(quota -> new CarriedContent(Kind.SIZE, Tone.WARNING,
                        texts.get("size.large", Quantities.size(size)),
                        texts.get("size.large.follows"), texts.get("size.details", Long.toString(quota.bytes()))))
                .orElseGet(
                        () -> new CarriedContent(Kind.SIZE, Tone.SUCCESS, texts.get("size.fits", Quantities.size(size)),
                                texts.get("size.fits.follows"), ""));
    }

    /** Returns provider and key; the version of the format between them means nothing to an operator. */
    private static String key(String provider) {
        List<String> parts = Arrays.asList(provider.split(":", 3));
        return parts.size() == 3 ? parts.getFirst() + ", " + parts.getLast() : provider;
    }

    private static CarriedContent none(Kind kind, String what) {
        return new CarriedContent(kind, Tone.SUCCESS, what, "", "");
    }
}
