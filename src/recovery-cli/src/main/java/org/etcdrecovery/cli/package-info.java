/**
 * The command line {@code etcd-recovery}: parses arguments, calls the core, prints its results. It is deliberately
 * thin.
 *
 * <p>There are two kinds of verbs. Those that replace verbs of etcdctl and etcdutl ({@code snapshot status},
 * {@code snapshot restore}, {@code hashkv}) print and exit as they do. The others exit with 64 on wrong usage and 70 on
 * failure, because 1, 2 and 3 are answers.
 *
 * <p>Starting fast is a feature, for example when a script loops over fifty snapshots. A verb therefore loads only what
 * it needs: JSON with three fields is written by Jackson's generator, and only documents such as plans, findings and
 * results load its mapper.
 */
@NullMarked
package org.etcdrecovery.cli;

import org.jspecify.annotations.NullMarked;
