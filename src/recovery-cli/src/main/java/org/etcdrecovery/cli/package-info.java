/**
 * The command line {@code etcd-recovery}: parses arguments, calls the core, prints its results. Thin on purpose.
 *
 * <p>There are two kinds of verbs. Those that stand in for etcdctl and etcdutl ({@code snapshot status},
 * {@code snapshot restore}, {@code hashkv}) print and exit as those do. The others exit with 64 on wrong usage and 70
 * on failure, because 1, 2 and 3 are answers.
 *
 * <p>Starting fast is a feature: somebody walks through fifty snapshots in a loop. A verb therefore loads what it
 * needs and no more: JSON of three fields is written by Jackson's generator, and only plans, findings and results, which
 * are documents, load its mapper.
 */
@NullMarked
package org.etcdrecovery.cli;

import org.jspecify.annotations.NullMarked;
