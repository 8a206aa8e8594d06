package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.PlannedMember;
import org.junit.jupiter.api.Test;

class HostOutcomeTest {
    private static final DeliveryTarget TARGET = new DeliveryTarget(
            new PlannedMember(MemberId.NONE, "m1", List.of(), List.of(), Optional.empty(), Optional.empty(), false),
            Destination.parse("ssh://h/d"), new ServiceForm.None());

    /** A comment in front of it would make a comment of the whole line. */
    @Test
    void theCommandOfAMemberIsOneLineThatCanBePasted() {
        HostOutcome outcome = HostOutcome.of(TARGET, HostAnswer.of(List.of()), List.of("seen"))
                .startedBy("# Replace each path below /REPLACE-ME/.\netcd \\\n  --name m1 \\\n  --data-dir /d");

        assertThat(outcome.startCommand()).contains("etcd --name m1 --data-dir /d");
        assertThat(outcome.details()).containsExactly("seen", "Replace each path below /REPLACE-ME/.");
    }
}
