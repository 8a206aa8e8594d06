package org.etcdrecovery.core.restore;

import java.util.BitSet;

/**
 * What a database has to hold, as it was handed to the writer.
 *
 * @param hash   over all of its records
 * @param newest the records of the keyspace that are the newest of a key that exists, counted in key order from 0
 */
record Content(int hash, BitSet newest) {}
