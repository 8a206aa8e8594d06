package org.etcdrecovery.core.cluster.connect;

/**
 * A key as a member serves it.
 *
 * @param key            its name
 * @param value          its value
 * @param createRevision when it came into being
 * @param modRevision    when it was last written
 * @param version        how often it was written since it came into being
 * @param lease          the lease it hangs on; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these as a whole.
public record KeyValue(byte[] key, byte[] value, long createRevision, long modRevision, long version, long lease) {}
