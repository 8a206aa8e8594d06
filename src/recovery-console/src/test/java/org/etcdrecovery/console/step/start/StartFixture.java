package org.etcdrecovery.console.step.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.host.FakeHost;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The step after a restore of two members, the first of which is on this host. */
abstract class StartFixture {
    @TempDir
    Path directory;

    final FakeHost host = new FakeHost("192.0.2.1", Optional.empty());
    Recovery recovery;
    StartViewModel model;

    @BeforeEach
    void restored() throws IOException {
        recovery = TestTools.inspectedSample();
        recovery.edit(builder -> builder.token("fresh").members(List.of(member(1), member(2))));
        model = new StartViewModel(recovery,
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(directory)),
                TestTools.strangers(recovery), TestTools.delivery(recovery), host);
        assertThat(model.outline().primary().isEnabled()).isFalse();
        restore();
    }

    void restore() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(Plain.restored(plan, new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW,
                        TestTools.NOW));
        model.entered();
    }

    static MemberRequest member(int number) {
        return new MemberRequest("m" + number, List.of("https://192.0.2." + number + ":2380"),
                List.of("https://192.0.2." + number + ":2379"), Optional.of(Path.of("/srv/m" + number + ".etcd")),
                Optional.empty(), false);
    }
}
