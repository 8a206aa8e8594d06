package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.junit.jupiter.api.Test;

class MemberStatusTest {
    @Test
    void readsAlarmsFromTheErrorsOfEveryVersion() {
        MemberStatus status = new MemberStatus(new ClusterId(1), new MemberId(2), "3.7.3", new DbSize(0, 0, 0),
                MemberId.NONE, new RaftProgress(1, 1, 1), 1, false, "",
                List.of("etcdserver: no leader", "memberID:10276657743932975437 alarm:NOSPACE ",
                        "memberID:2  alarm:CORRUPT", "alarm:NOSPACE", "memberID:3 alarm:LATER",
                        "memberID:99999999999999999999 alarm:NOSPACE"));
        assertThat(status.alarms()).containsExactly(new Alarm(new MemberId(0x8e9e05c52164694dL), Alarm.Kind.NOSPACE),
                new Alarm(new MemberId(2), Alarm.Kind.CORRUPT), new Alarm(new MemberId(0), Alarm.Kind.NOSPACE),
                new Alarm(new MemberId(3), Alarm.Kind.UNKNOWN));
        assertThat(status.role()).isEqualTo(MemberStatus.Role.WITHOUT_LEADER);
    }
}
