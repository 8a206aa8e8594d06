package org.etcdrecovery.core.text;

/**
 * An exception whose message may have several lines. It has escaped whatever came from outside before it put them
 * together, so that each line of the message is one that this program has begun; see {@link Shown}.
 */
public interface ShownMessage {}
