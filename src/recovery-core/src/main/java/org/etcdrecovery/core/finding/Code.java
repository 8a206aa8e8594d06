package org.etcdrecovery.core.finding;

import java.util.Optional;
import org.etcdrecovery.core.finding.Finding.Check;

/**
 * A code that says what a finding is about. Its text never changes once it is released, because scripts, the operator's
 * consent and the documentation refer to it.
 */
public interface Code {
    /** The text of the code: the subject, a dot, and the kind of finding, such as {@code file.damaged}. */
    String text();

    /** The check of an inspection that reports it; empty if it does not belong to a check. */
    default Optional<Check> check() {
        return Optional.empty();
    }
}
