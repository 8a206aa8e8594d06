package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host answers is read within bounds, and nothing of it reaches a terminal as it is. */
class HostAnswerTest {
    private static final String BAD = "m\u001b]0;x\u0007\rFORGED\u202e\u009b2J\u2028";

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final DeliveryTarget target = new DeliveryTarget(
            new PlannedMember(MemberId.NONE, "m1", List.of(), List.of(),
                    Optional.empty(), Optional.empty(), false),
            Destination.parse("ssh://h/d"), new ServiceForm.None());

    @Test
    void leavesOutWhatALoginScriptPrints() {
        HostAnswer answer = HostAnswer.of(List.of("Welcome to host", "state started", "begin etcd-recovery",
                "state staged", "no such line:", "end 0"));
        assertThat(answer.value("state")).contains("staged");
        assertThat(answer.records()).hasSize(2);
        assertThat(answer.complete()).isTrue();
        assertThat(HostAnswer.of(List.of("state staged", "end 0")).records()).isEmpty();
    }

    @Test
    void isNotCompleteWithoutItsEnd() {
        assertThat(HostAnswer.of(List.of("begin etcd-recovery", "state staged")).complete()).isFalse();
    }

    @Test
    void nothingOfItActsOnATerminal() {
        HostAnswer answer = HostAnswer
                .of(Stream.of("begin etcd-recovery", "state staged", "place " + BAD, "journal " + BAD,
                        "locked " + BAD, "without " + BAD, "kept 1 2 " + BAD, "plan " + BAD, "running " + BAD,
                        "removed 1 " + BAD, "service " + BAD, "listener 2379 other 812 " + BAD,
                        "end 0").toList());
        HostStatus status = HostStatus.of(target, answer, NOW);
        assertThat(Stream.of(List.of(status.place()), status.journal(), status.without(),
                status.kept().stream().map(HostStatus.Kept::path).toList(), status.lockedBy().stream().toList(),
                List.of(status.seen().service()), status.seen().strangers(),
                new HostOutcome.Failure("x", BAD, List.of(BAD)).log())
                .flatMap(List::stream)).hasSize(8).noneMatch(Shown::hasHidden);
        assertThat(status.running()).isEmpty();
        assertThat(new HostFinding("x", HostFinding.Weight.NOTE, BAD, BAD).summary()).matches(text -> !Shown
                .hasHidden(text));
        assertThat(new ConfigLine("x", BAD, BAD, true).configured()).matches(text -> !Shown.hasHidden(text));
        assertThat(new DeliveryException("x", BAD)).message().matches(text -> !Shown.hasHidden(text));
    }

    /** The clock of the host is ten minutes behind. */
    @ParameterizedTest
    @CsvSource({"2026-11-30T09:30:00Z, 1796032200, 2026-11-30T09:40:00Z", "yesterday, 1796032200,",
            "2026-11-30T09:30:00Z, 999999999999999999,", "2026-11-30T09:30:00Z, -1,"})
    void tellsByThisClockWhenAMemberWasPutInPlace(String there, String clock, @Nullable Instant here) {
        HostAnswer answer = HostAnswer.of(List.of(HostAnswer.BEGIN, "state started", "activated " + there,
                "clock " + clock, "end 0"));
        assertThat(HostStatus.of(target, answer, NOW).activatedAt()).isEqualTo(Optional.ofNullable(here));
    }

    @Test
    void anyLinesAreReadWithoutFailing() {
        Random random = new Random(17);
        String special = "begin etcd-recovery\nstate plan quarantine kept 0123456789 end -\u0000\u001b\u00e9=,%";
        for (int i = 0; i < LongRun.times(500, 100_000); i++) {
            List<String> lines = IntStream.range(0, random.nextInt(12))
                    .mapToObj(_ -> random.ints(random.nextInt(30), 0, special.length())
                            .mapToObj(at -> String.valueOf(special.charAt(at)))
                            .reduce("", String::concat)
                            .replace("\n", " "))
                    .toList();
            HostAnswer answer = HostAnswer.of(Stream.concat(Stream.of(HostAnswer.BEGIN), lines.stream()).toList());
            assertThat(HostStatus.of(target, answer, NOW)).isNotNull();
            assertThat(HostOutcome.of(target, answer, List.of())).isNotNull();
            assertThat(UnitFile.read(lines, lines)).isNotNull();
            assertThat(ConfiguredMember.ofManifest(lines)).isNotNull();
        }
    }
}
