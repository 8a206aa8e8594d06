package org.etcdrecovery.console.deliver;

import java.time.Duration;
import java.time.Instant;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.HostStatus;

/** A directory that was moved aside on a host, in a line. */
final class Aside {
    private Aside() {}

    static String line(String member, HostStatus.Kept kept, Instant now) {
        return Texts.of("deliver")
                .get(kept.writes().isPresent() ? "aside.line.undone" : "aside.line", member, kept.path(),
                        Quantities.size(kept.bytes()),
                        Quantities.age(Duration.between(kept.since(), now)));
    }
}
