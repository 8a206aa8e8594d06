package org.etcdrecovery.core.store.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.RecordedOrigin.Way;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.store.StoredManifest;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.objects.StoredObject;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.Test;

/** What is kept and deleted, by example and over a thousand simulated days. */
class ThinningTest {
    private static final ClusterId OURS = new ClusterId(1);
    private static final ClusterId OTHER = new ClusterId(2);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void withoutRulesNothingIsDeleted() {
        Thinning thinning = Thinning.decide(hourly(100), OURS, new KeepRules(0, 0, 0), NOW);

        assertThat(thinning.deleted()).isEmpty();
        assertThat(thinning.contradiction()).isEmpty();
    }

    @Test
    void theNewestOfEachPeriodIsKept() {
        List<StoredSnapshot> all = hourly(24 * 30);

        assertThat(kept(Thinning.decide(all, OURS, new KeepRules(3, 0, 0), NOW))).containsExactly("0", "1", "2");
        // 12:00, and 23:00 of the two days before.
        assertThat(kept(Thinning.decide(all, OURS, new KeepRules(0, 3, 0), NOW))).containsExactly("0", "13", "37");
        // The 22nd is a Sunday; 23:00 of the Sundays before.
        assertThat(kept(Thinning.decide(all, OURS, new KeepRules(0, 0, 2), NOW))).containsExactly("0", "157");
    }

    @Test
    void rulesCountPeriodsThatHaveAUsableSnapshotNeverAge() {
        List<StoredSnapshot> old = IntStream.range(0, 5)
                .mapToObj(i -> snapshot("old" + i, NOW.minus(Duration.ofDays(300 + i)), 100 - i))
                .toList();

        assertThat(Thinning.decide(old, OURS, new KeepRules(0, 5, 0), NOW).deleted()).isEmpty();
        assertThat(Thinning.decide(old, OURS, new KeepRules(0, 4, 0), NOW).deleted()).hasSize(1);
    }

    @Test
    void theNewestUsableOneIsKeptWhateverIsNewer() {
        StoredSnapshot usable = snapshot("usable", NOW.minus(Duration.ofDays(90)), 10);
        List<StoredSnapshot> all = List.of(
                made("damaged", NOW.minusSeconds(60), OptionalLong.empty(), Optional.of(Verdict.DAMAGED), Set.of()),
                made("unjudged", NOW.minusSeconds(120), OptionalLong.empty(), Optional.empty(), Set.of()), usable,
                made("older-damaged", usable.time().minusSeconds(60), OptionalLong.empty(),
                        Optional.of(Verdict.DAMAGED), Set.of()),
                made("older-unjudged", usable.time().minusSeconds(60), OptionalLong.empty(), Optional.empty(),
                        Set.of()));

        assertThat(deleted(Thinning.decide(all, OURS, new KeepRules(1, 0, 0), NOW))).containsExactly("older-damaged");
    }

    @Test
    void whatIsNotCertainlyOursIsKept() {
        StoredSnapshot ours = snapshot("ours", NOW, 100);
        List<StoredSnapshot> foreign = List.of(of(snapshot("other", NOW.minusSeconds(7200), 1), OTHER),
                new StoredSnapshot(object("no-manifest", 10), Optional.empty(), Optional.empty()),
                new StoredSnapshot(object("below/old", 10), snapshot("x", NOW.minusSeconds(7200), 1).manifest(),
                        Optional.empty()),
                new StoredSnapshot(object("other-size", 11), snapshot("x", NOW.minusSeconds(7200), 1).manifest(),
                        Optional.empty()));
        List<StoredSnapshot> all = new ArrayList<>(foreign);
        all.add(ours);

        Thinning thinning = Thinning.decide(all, OURS, new KeepRules(1, 0, 0), NOW);

        assertThat(thinning.deleted()).isEmpty();
        assertThat(thinning.fates()).extracting(Thinning.Fate::reason)
                .containsExactly("of another cluster", "no manifest", "in a folder below",
                        "its size is not that of its manifest", "the newest that can be restored");
    }

    @Test
    void aWrongClockDeletesNothing() {
        List<StoredSnapshot> all = new ArrayList<>(hourly(100));
        all.add(snapshot("future", NOW.plusSeconds(1), 10_000));

        Thinning thinning = Thinning.decide(all, OURS, new KeepRules(1, 0, 0), NOW);

        assertThat(thinning.deleted()).isEmpty();
        assertThat(thinning.contradiction().orElseThrow()).contains("future").contains("lies in the future");
    }

    @Test
    void timesThatContradictRevisionsDeleteNothing() {
        List<StoredSnapshot> all = new ArrayList<>(hourly(100));
        all.add(snapshot("back", NOW.minus(Duration.ofHours(50)).plusSeconds(1), 1));

        Thinning thinning = Thinning.decide(all, OURS, new KeepRules(1, 0, 0), NOW);

        assertThat(thinning.deleted()).isEmpty();
        assertThat(thinning.contradiction().orElseThrow()).contains("back", "which is later, only 1");
        // Of another cluster, it says nothing about ours.
        all.set(100, of(all.get(100), OTHER));
        assertThat(Thinning.decide(all, OURS, new KeepRules(1, 0, 0), NOW).deleted()).hasSize(99);
    }

    @Test
    void whatIsHeldIsKeptUntilTheFallIsAccepted() {
        List<StoredSnapshot> all = new ArrayList<>(hourly(10));
        all.set(0, made("0", NOW, OptionalLong.of(10_000), Optional.of(Verdict.RESTORABLE), Set.of("7")));

        assertThat(kept(Thinning.decide(all, OURS, new KeepRules(1, 0, 0), NOW))).containsExactly("0", "7");
    }

    /**
     * A thousand days of runs every hour or so, which fail, jump in time, and share the folder with another cluster and
     * foreign files.
     */
    @Test
    void aThousandDaysKeepWhatTheyPromise() {
        for (int seed = 0; seed < LongRun.times(1, 40); seed++) {
            simulate(new Random(seed), seed);
        }
    }

    private static void simulate(Random random, int seed) {
        KeepRules rules = new KeepRules(random.nextInt(30), random.nextInt(10), random.nextInt(6));
        List<StoredSnapshot> folder = new ArrayList<>();
        Instant clock = NOW;
        long revision = 1;
        for (int run = 0; run < 24_000; run++) {
            clock = clock.plus(Duration.ofMinutes(30 + random.nextInt(60)));
            if (random.nextInt(500) == 0) {
                clock = clock.plus(Duration.ofDays(random.nextInt(20)));
            }
            revision += random.nextInt(50);
            Instant time = random.nextInt(2000) == 0 ? clock.minus(Duration.ofDays(random.nextInt(50))) : clock;
            StoredSnapshot saved = random(random, "s" + run, time.truncatedTo(ChronoUnit.SECONDS), revision);
            folder.add(saved);
            Thinning thinning = Thinning.decide(folder, OURS, rules, clock);
            check(folder, thinning, rules, "seed " + seed + ", run " + run);
            Set<StoredSnapshot> gone = thinning.deleted()
                    .stream()
                    .map(Thinning.Fate::snapshot)
                    .collect(Collectors.toSet());
            folder.removeIf(gone::contains);
            if (thinning.contradiction().isPresent() && random.nextInt(20) == 0) {
                // The operator moves what contradicts away.
                folder.removeIf(StoredSnapshot::isUsable);
            }
            if (folder.size() > 300) {
                folder.subList(0, 200).removeIf(each -> !isOurs(each) || !each.isUsable());
            }
        }
    }

    private static StoredSnapshot random(Random random, String name, Instant time, long revision) {
        return switch (random.nextInt(40)) {
            case 0 -> made(name, time, OptionalLong.empty(), Optional.of(Verdict.DAMAGED), Set.of());
            case 1 -> made(name, time, OptionalLong.empty(), Optional.empty(), Set.of());
            case 2 -> new StoredSnapshot(object(name, 10), Optional.empty(), Optional.empty());
            case 3 -> of(snapshot(name, time, random.nextInt(1000)), OTHER);
            case 4 -> new StoredSnapshot(object(name, 11), snapshot(name, time, revision).manifest(),
                    Optional.empty());
            case 5 -> made(name, time, OptionalLong.of(revision), Optional.of(Verdict.RESTORABLE_WITH_CARE), Set.of());
            default -> snapshot(name, time, revision);
        };
    }

    private static boolean isOurs(StoredSnapshot each) {
        return each.manifest().filter(manifest -> manifest.clusterId().equals(Optional.of(OURS))).isPresent();
    }

    private static void check(List<StoredSnapshot> folder, Thinning thinning, KeepRules rules, String where) {
        List<StoredSnapshot> kept = thinning.fates()
                .stream()
                .filter(Thinning.Fate::kept)
                .map(Thinning.Fate::snapshot)
                .toList();
        if (!thinning.deleted()
                .stream()
                .allMatch(fate -> isOurs(fate.snapshot())
                        && fate.snapshot().manifest().orElseThrow().size() == fate.snapshot().object().size())) {
            throw new AssertionError(where + ": deletes what is not ours");
        }
        List<StoredSnapshot> usable = folder.stream()
                .filter(ThinningTest::isOurs)
                .filter(StoredSnapshot::isUsable)
                .toList();
        Optional<Instant> newest = usable.stream().map(StoredSnapshot::time).max(Instant::compareTo);
        if (newest.isPresent() && kept.stream()
                .noneMatch(each -> each.isUsable() && isOurs(each)
                        && each.time().equals(newest.get()))) {
            throw new AssertionError(where + ": the newest usable one is gone");
        }
        if (thinning.contradiction().isPresent() && !thinning.deleted()
                .stream()
                .allMatch(fate -> !fate.snapshot()
                        .isUsable())) {
            throw new AssertionError(where + ": deletes in spite of a contradiction");
        }
        if (!rules.areNone()) {
            checkPeriods(usable, kept, rules.hourly(), time -> time.truncatedTo(ChronoUnit.HOURS).toString(), where);
            checkPeriods(usable, kept, rules.daily(), time -> day(time).toString(), where);
            checkPeriods(usable, kept, rules.weekly(), time -> day(time).get(IsoFields.WEEK_BASED_YEAR) + " "
                    + day(time).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), where);
        }
        long most = rules.hourly() + rules.daily() + rules.weekly() + 1;
        long left = kept.stream().filter(each -> isOurs(each) && each.isUsable()).count();
        if (!rules.areNone() && thinning.contradiction().isEmpty() && left > most) {
            throw new AssertionError(where + ": keeps " + left + ", more than " + most);
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The last periods that have a usable snapshot keep the newest of it. */
    private static void checkPeriods(List<StoredSnapshot> usable, List<StoredSnapshot> kept, long count,
            Function<Instant, String> period, String where) {
        List<StoredSnapshot> newestFirst = usable.stream()
                .sorted((a, b) -> b.time().compareTo(a.time()))
                .toList();
        List<String> seen = new ArrayList<>();
        for (StoredSnapshot each : newestFirst) {
            String name = period.apply(each.time());
            if (!seen.contains(name) && seen.size() < count) {
                seen.add(name);
                if (kept.stream().noneMatch(left -> left.isUsable() && left.time().equals(each.time()))) {
                    throw new AssertionError(where + ": the newest of " + name + " is gone");
                }
            }
        }
    }

    /** One an hour, the newest first, named by its age in hours. */
    private static List<StoredSnapshot> hourly(int count) {
        return IntStream.range(0, count)
                .mapToObj(age -> snapshot(String.valueOf(age), NOW.minus(Duration.ofHours(age)), 10_000 - age))
                .toList();
    }

    private static StoredSnapshot snapshot(String name, Instant time, long revision) {
        return made(name, time, OptionalLong.of(revision), Optional.of(Verdict.RESTORABLE), Set.of());
    }

    private static StoredSnapshot made(String name, Instant time, OptionalLong revision, Optional<Verdict> verdict,
            Set<String> holds) {
        return new StoredSnapshot(object(name, 10), Optional.of(new StoredManifest(Way.SAVE, time, 10, "0".repeat(64),
                Optional.of(OURS), revision, revision, revision, verdict, holds)), Optional.empty());
    }

    private static StoredSnapshot of(StoredSnapshot snapshot, ClusterId cluster) {
        StoredManifest manifest = snapshot.manifest().orElseThrow();
        return new StoredSnapshot(snapshot.object(),
                Optional.of(new StoredManifest(Way.SAVE, manifest.time(), manifest.size(), manifest.sha256(),
                        Optional.of(cluster), manifest.revision(), manifest.keys(), manifest.bytes(),
                        manifest.verdict(), manifest.holds())),
                Optional.empty());
    }

    private static StoredObject object(String name, long size) {
        return new StoredObject(name, size, NOW, Optional.empty());
    }

    private static List<String> kept(Thinning thinning) {
        return thinning.fates()
                .stream()
                .filter(Thinning.Fate::kept)
                .map(fate -> fate.snapshot().object().name())
                .toList();
    }

    private static List<String> deleted(Thinning thinning) {
        return thinning.deleted().stream().map(fate -> fate.snapshot().object().name()).toList();
    }
}
