package org.etcdrecovery.core.text;

/** A failure that knows its code: a text that never changes once it was released. */
@FunctionalInterface
public interface Coded {
    /** The code: the subject, a dot, and the kind of failure. */
    String code();
}
