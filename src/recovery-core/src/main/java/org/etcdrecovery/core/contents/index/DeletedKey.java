package org.etcdrecovery.core.contents.index;

import java.util.Optional;

/**
 * A key that does not exist any more, and whose deletion the snapshot still holds.
 *
 * @param rank     the key in the index
 * @param revision the main revision that deleted it
 * @param lastPut  the record that was deleted; empty if a compaction has removed it
 */
public record DeletedKey(int rank, long revision, Optional<RecordRef> lastPut) {}
