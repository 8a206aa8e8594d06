package org.etcdrecovery.console.step.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.step.safety.CarriedContent.Kind;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.contents.AuthContents.Role;
import org.etcdrecovery.core.contents.AuthContents.User;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFacts.PredictedHash;
import org.etcdrecovery.core.snapshot.SnapshotFactsBuilder;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.SnapshotStatusBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedContentTest {
    @Test
    void countsUsersAndRolesOnceTheyAreKnown() throws IOException {
        SnapshotFacts facts = with(List.of(), true);
        AuthContents auth = new AuthContents(true, OptionalLong.empty(),
                List.of(new User("root", List.of("root"), true), new User("a", List.of(), true)),
                List.of(new Role("root", List.of())));

        assertThat(item(Kind.AUTHENTICATION, facts, Optional.empty()).what()).isEqualTo("on");
        assertThat(item(Kind.AUTHENTICATION, facts, Optional.of(auth)).what()).isEqualTo("on, 2 users and 1 role");
    }

    @Test
    void saysWhatFollowsFromTheGravestAlarm() throws IOException {
        Alarm noSpace = new Alarm(new MemberId(1), Alarm.Kind.NOSPACE);
        Alarm corrupt = new Alarm(new MemberId(2), Alarm.Kind.CORRUPT);
        Alarm unreadable = new Alarm(new MemberId(0), Alarm.Kind.UNREADABLE);
        assertThat(item(Kind.ALARMS, with(List.of(noSpace), false), Optional.empty()).follows())
                .isEqualTo("etcd refuses every write");
        assertThat(item(Kind.ALARMS, with(List.of(corrupt, noSpace), false), Optional.empty()).follows())
                .startsWith("members disagreed");
        CarriedContent all = item(Kind.ALARMS, with(List.of(unreadable, corrupt), false), Optional.empty());
        assertThat(all.what()).isEqualTo("one that etcd cannot read, CORRUPT for 2");
        assertThat(all.follows()).startsWith("no member starts with it");
        assertThat(
                item(Kind.ALARMS, with(List.of(new Alarm(new MemberId(1), Alarm.Kind.UNKNOWN)), false),
                        Optional.empty()).follows())
                .startsWith("members report themselves unhealthy");
    }

    @Test
    void looksAtAFileOnceAndForgetsItWithTheNext() {
        AuthLoader loader = new AuthLoader(new DirectTaskRunner(), SnapshotOpener.plain());

        loader.load(Optional.of(SnapshotName.of(TestTools.SAMPLE)));
        assertThat(loader.seen().get()).hasValueSatisfying(auth -> assertThat(auth.users()).isEmpty());

        loader.load(Optional.empty());
        assertThat(loader.seen().get()).isEmpty();
    }

    @Test
    void aDatabaseCloseToTheDefaultQuotaIsWarnedOf() throws IOException {
        SnapshotFacts sample = TestTools.inspectedSample().facts().orElseThrow();
        assertThat(size(sample).tone()).isEqualTo(Tone.SUCCESS);
        CarriedContent large = size(sized(sample, 3L << 30));
        assertThat(large.tone()).isEqualTo(Tone.WARNING);
        assertThat(large.what()).isEqualTo("up to " + Quantities.size(3L << 30));
        assertThat(large.details()).contains("--quota-backend-bytes=8589934592");
    }

    /** Leases are listed up to a limit, so what is said of all of them follows from their number. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // kept, dropped, created again, missing
            "0 0 0 0|SUCCESS|none|", "0 2000 0 0|SUCCESS|none left|dropped before the first start",
            "3 1000 0 0|WARNING|3 leases on 3 keys|restart with their full TTL; ",
            "0 1 2 0|WARNING|2 leases on 2 keys|2 leases created again for 2 keys",
            "0 1 0 1|WARNING|none left|1 lease is missing that 1 key has: a put with ignore_lease",
            "0 0 0 2|WARNING|none|2 leases are missing that 2 keys have"})
    void saysOfLeasesWhatTheirNumbersSay(String numbers, Tone tone, String what, @Nullable String follows)
            throws IOException {
        List<Tally> tallies = Arrays.stream(numbers.split(" "))
                .map(Long::valueOf)
                .map(number -> new Tally(number, number))
                .toList();
        KeyspaceChange change = new KeyspaceChange(KeyspaceEdit.NONE, 7, List.of(), tallies.get(1), tallies.get(2),
                tallies.get(3), List.of());
        EditedKeyspace edited = new EditedKeyspace(change, new PredictedHash(0, 0), 0, List.of(), tallies.getFirst(),
                Set.of());

        CarriedContent leases = CarriedContent.of(with(List.of(), false), Optional.empty(), Optional.of(edited),
                Texts.of("safety")).getFirst();

        assertThat(leases.kind()).isEqualTo(Kind.LEASES);
        assertThat(leases.tone()).isEqualTo(tone);
        assertThat(leases.what()).isEqualTo(what);
        assertThat(leases.follows()).contains(follows == null ? "" : follows);
    }

    private static CarriedContent size(SnapshotFacts facts) {
        return item(Kind.SIZE, facts, Optional.empty());
    }

    private static SnapshotFacts sized(SnapshotFacts known, long sizeInUse) {
        return SnapshotFactsBuilder.builder(known)
                .status(SnapshotStatusBuilder.builder(known.status())
                        .totalSize(2 * sizeInUse)
                        .sizeInUse(sizeInUse)
                        .build())
                .build();
    }

    private static CarriedContent item(Kind kind, SnapshotFacts facts, Optional<AuthContents> auth) {
        return CarriedContent.of(facts, auth, Optional.empty(), Texts.of("safety"))
                .stream()
                .filter(item -> item.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static SnapshotFacts with(List<Alarm> alarms, boolean auth) throws IOException {
        SnapshotFacts known = TestTools.inspectedSample().facts().orElseThrow();
        return SnapshotFactsBuilder.builder(known).alarms(alarms).authEnabled(auth).build();
    }
}
