package org.etcdrecovery.console.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.testing.Member;

/** The sample with a plan for three members on loopback. */
public final class ThreeMembers {
    private static final long BUMP = 1_000_000_000;

    private ThreeMembers() {}

    /** A recovery that has reached the step Restore, with data directories below the test's directory. */
    public static Recovery planned(Path directory) throws IOException {
        return planned(directory, TestTools.SAMPLE);
    }

    /** The same for another snapshot. */
    public static Recovery planned(Path directory, Path snapshot) throws IOException {
        Recovery recovery = TestTools.inspected(snapshot);
        List<MemberRequest> members = Member.onFreePorts(directory, 3)
                .stream()
                .map(member -> new MemberRequest(member.name(), List.of(member.peerUrl().toString()),
                        List.of(member.clientUrl().toString()), Optional.of(member.dataDir()), Optional.empty(),
                        false))
                .toList();
        recovery.edit(builder -> builder.members(members).token("fresh").revisionBump(BUMP).markCompacted(true));
        return recovery;
    }
}
