package org.etcdrecovery.console.step.snapshot;

import java.time.Clock;
import java.util.List;
import org.etcdrecovery.console.filing.TargetOffer;
import org.etcdrecovery.console.settings.Profile;

/** The suggested name of a snapshot: which cluster, and when. */
final class TargetName {
    private TargetName() {}

    /**
     * @param choice   the member that the snapshot is taken from
     * @param profiles the named clusters
     */
    static String of(MemberChoice choice, List<Profile> profiles, Clock clock) {
        String cluster = profiles.stream()
                .filter(profile -> profile.connection().endpoints().contains(choice.endpoint().authority()))
                .map(Profile::name)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("etcd-" + choice.status().clusterId());
        return TargetOffer.stamped(cluster, clock) + ".db";
    }
}
