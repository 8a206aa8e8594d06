/**
 * What a snapshot file says and whether it can be trusted: the trailing SHA-256, the status that etcd's own tools
 * print, HashKV, and the verdict with its findings. Everything here only reads.
 */
@NullMarked
package org.etcdrecovery.core.snapshot;

import org.jspecify.annotations.NullMarked;
