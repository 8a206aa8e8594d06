package org.etcdrecovery.core.finding;

import java.util.Optional;
import org.etcdrecovery.core.finding.Finding.Check;

/**
 * What a finding is about. The text of a code never changes once it was released: scripts, the operator's consent and
 * the documentation refer to it.
 */
public interface Code {
    /** The code as it is written: the subject, a dot, and the kind of finding. */
    String text();

    /** The check of an inspection that finds it; empty where findings do not belong to a check. */
    default Optional<Check> check() {
        return Optional.empty();
    }
}
