/**
 * Carries out a plan in scratch with a real etcd, proves the result, and removes all of it: a restore that has been done
 * once before production is touched.
 *
 * <p><b>What runs.</b> The rehearsal's plan is the operator's in all but the token, the URLs and the directories, so its
 * members have other IDs and could not join the real cluster. Clients and peers meet on Unix sockets in a directory that
 * only the operator can enter: a whole keyspace must not be open to the other users of a host, and up to 3.5 a peer port
 * hands out snapshots without a login. The sockets are named {@code unix://NAME:PORT}, which etcd takes as the file
 * {@code NAME:PORT} in its working directory. Unlike an absolute path, which 3.4 refuses, that works in every release
 * (seen on 3.4.23, 3.5.35, 3.6.16 and 3.7.3).
 *
 * <p><b>Nothing is left.</b> Each etcd is the child of a small shell that reads a pipe from this process. The pipe closes
 * when the rehearsal ends, and also if this process is killed, and then the shell kills its etcd. The directory is scratch,
 * so the next start of this program removes it if this one could not.
 */
@NullMarked
package org.etcdrecovery.core.rehearse;

import org.jspecify.annotations.NullMarked;
