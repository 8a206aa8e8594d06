/**
 * Makes the snapshots that the benchmarks measure, each from nothing but its name.
 *
 * <p><b>Decisions.</b> A corpus is generated, because files of this size cannot stand in a repository, and filling a
 * server with them takes longer than all measurements. The same name gives the same bytes on every machine: all chance
 * comes from {@link org.etcdrecovery.bench.corpus.Chance}, seeded by the name. Content streams through: what is kept in
 * memory is a few numbers a key, never a value or a page.
 *
 * <p>{@link org.etcdrecovery.bench.corpus.EtcdWriter} fills pages as etcd does: a real server that was given the records
 * of a Kubernetes-like corpus filled its leaves to 74 %, the writer of the core to 95 %, and nobody has files like that.
 * Its
 * branches stand behind all leaves, those of a server among them. The pages still are better ordered than those of a
 * server that has been running for long. That is why
 * {@link org.etcdrecovery.bench.corpus.Scatter} exists: it gives the same pages new numbers all over a larger file. Both
 * know the page format by themselves and do not ask the core, whose speed these files measure and whose errors they
 * shall not share.
 */
@NullMarked
package org.etcdrecovery.bench.corpus;

import org.jspecify.annotations.NullMarked;
