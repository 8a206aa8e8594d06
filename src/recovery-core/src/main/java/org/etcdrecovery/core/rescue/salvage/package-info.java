/**
 * Takes out of a damaged snapshot or database what still reads, and writes it as a new snapshot.
 *
 * <p>A page that cannot be read takes all keys below it along; its neighbours are unharmed. What is lost is known by the
 * range of keys that the branch above it names. Of the keyspace, that is a range of revisions: a key that was last
 * written there is missing, or shows its value from before, and one that was deleted there is back. So the new file is
 * marked as compacted up to its last revision. Then no reader takes the gap for deletions, and no watcher gets a history
 * that never happened. The same goes for a file that no SHA-256 proves: a byte that changed within a key contradicts what
 * other records tell of that key.
 *
 * <p>If the newest state is damaged, the other meta page may lead to the state one commit earlier: bbolt reuses no page
 * of that state until the next commit is on disk.
 *
 * <p>The damaged file is only read. Nothing is written before {@link
 * org.etcdrecovery.core.rescue.salvage.Salvager#survey} has said what would be lost.
 */
@NullMarked
package org.etcdrecovery.core.rescue.salvage;

import org.jspecify.annotations.NullMarked;
