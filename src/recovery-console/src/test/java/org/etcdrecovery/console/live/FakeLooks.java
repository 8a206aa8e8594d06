package org.etcdrecovery.console.live;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.progress.Progress;

/** Looks that find what the test says, one after the other; a look beyond the last one fails. */
public final class FakeLooks implements Strangers.Look {
    private final Queue<MemberProbe> answers;

    private FakeLooks(MemberProbe... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    /** Strangers that find these. */
    public static Strangers finding(Recovery recovery, MemberProbe... answers) {
        return new Strangers(recovery, TestTools.direct(), new FakeLooks(answers));
    }

    @Override
    public ProbeReport at(ConnectionSettings endpoints, Progress progress) throws SettingsException {
        if (answers.isEmpty()) {
            throw new SettingsException("The CA certificate is missing.");
        }
        return new ProbeReport(List.of(answers.remove()));
    }
}
