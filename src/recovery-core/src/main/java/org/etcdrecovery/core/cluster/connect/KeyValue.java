package org.etcdrecovery.core.cluster.connect;

/**
 * A key as a member serves it.
 *
 * @param key            its name
 * @param value          its value
 * @param createRevision the revision that created it
 * @param modRevision    the revision that last wrote it
 * @param version        how many times it has been written since it was created
 * @param lease          the lease it is attached to; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
public record KeyValue(byte[] key, byte[] value, long createRevision, long modRevision, long version, long lease) {}
