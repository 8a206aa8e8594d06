/**
 * The bbolt file format of etcd's backend: a copy-on-write B+tree of pages. A reader, and a writer of whole files.
 *
 * <pre>
 * file  = page*                     page n starts at byte n * pageSize
 * page  = id u64, flags u16, count u16, overflow u32, elements, data
 *         overflow more pages belong to it and have no header of their own
 * pages 0 and 1 = {@link org.etcdrecovery.core.bolt.Meta}; the valid one with the higher transaction ID counts
 * branch = count * (pos u32, ksize u32, child u64), keys
 * leaf   = count * (flags u32, pos u32, ksize u32, vsize u32), then key and value of each element
 * bucket = a leaf element with flag 1; its value is root u64, sequence u64; a root of 0 means that a leaf page
 *          follows inside the value (an inline bucket)
 * freelist = count u64 page numbers; a count of 0xFFFF means that the first u64 is the count
 * </pre>
 *
 * All numbers are little-endian: bbolt writes in host byte order, and every platform that etcd supports is
 * little-endian. The format (version 2) is the same in all of bbolt 1.3 to 1.5, that is etcd since 3.4.
 *
 * <p><b>Decisions.</b> All reading of trees goes through {@link org.etcdrecovery.core.bolt.TreeWalk}. It checks each
 * page on the way and hands sound leaves to a visitor in key order, so checking, hashing, counting and copying take one
 * pass. It bounds what a hostile file can make it do: it visits a page only once and limits the depth of a path and the
 * size of a run. There is no seeking cursor: a visitor states the key range it needs, and the walk skips pages outside
 * it.
 */
@NullMarked
package org.etcdrecovery.core.bolt;

import org.jspecify.annotations.NullMarked;
