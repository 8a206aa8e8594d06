/**
 * etcd URLs as etcd itself parses them, and the initial cluster, which is made of them.
 *
 * <p>Member IDs are hashes over URLs as Go prints them, so {@link org.etcdrecovery.core.url.EtcdUrl} matches the output
 * of Go's {@code net/url} byte for byte. Nothing here resolves names.
 */
@NullMarked
package org.etcdrecovery.core.url;

import org.jspecify.annotations.NullMarked;
