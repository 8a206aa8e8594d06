/**
 * Makes the snapshots that the benchmarks measure, each from nothing but its name.
 *
 * <p><b>Decisions.</b> A corpus is generated, because files of this size do not belong in a repository, and filling a
 * server with them takes longer than all measurements. The same name gives the same bytes on every machine: everything
 * random comes from {@link org.etcdrecovery.bench.corpus.SeededRandom}, seeded by the name. Content is streamed: memory
 * holds a few numbers per key, never a value or a page.
 *
 * <p>{@link org.etcdrecovery.bench.corpus.EtcdWriter} fills pages as etcd does: a real server that received the records
 * of a Kubernetes-like corpus filled its leaves to 74 %. The core's own writer fills them to 95 %, which no etcd server
 * does. The branch pages of a corpus follow all of its leaves; a server mixes the two. Its pages are still in better
 * order than those of a server that has run for a long time, so {@link org.etcdrecovery.bench.corpus.Scatter} gives the
 * same pages new numbers across a larger file. Both classes implement the page format on their own instead of using
 * the core: these files measure its speed and must not share its errors.
 */
@NullMarked
package org.etcdrecovery.bench.corpus;

import org.jspecify.annotations.NullMarked;
