package org.etcdrecovery.core.rescue.replay;

/**
 * The newest record of a key that exists, without its value.
 *
 * @param created  the revision of the put that created the key
 * @param modified the revision of this put
 * @param version  the number of puts since the key was created
 * @param lease    the lease in the record; 0 for none
 * @param value    where the value is
 */
record KeyState(long created, long modified, long version, long lease, Place value) {}
