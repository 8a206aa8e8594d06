package org.etcdrecovery.core.text;

/** A failure with a stable code: a text that never changes once it is released. */
@FunctionalInterface
public interface Coded {
    /** The code: the subject, a dot, and the kind of failure, such as {@code file.damaged}. */
    String code();
}
