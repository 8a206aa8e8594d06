package org.etcdrecovery.console.step.snapshot;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.etcdrecovery.console.settings.Profile;

/** The suggested name of a snapshot: which cluster, and when. */
final class TargetName {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT);

    private TargetName() {}

    /**
     * @param directory the directory of the file
     * @param choice    the member that the snapshot is taken from
     * @param profiles  the named clusters
     */
    static Path of(Path directory, MemberChoice choice, List<Profile> profiles, Clock clock) {
        String cluster = profiles.stream()
                .filter(profile -> profile.connection().endpoints().contains(choice.endpoint().authority()))
                .map(profile -> profile.name().strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("etcd-" + choice.status().clusterId());
        return directory.resolve(cluster + "-" + TIME.format(LocalDateTime.now(clock)) + ".db");
    }
}
