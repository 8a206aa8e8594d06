/**
 * etcd URLs as etcd itself reads them, and the initial cluster that is made of them.
 *
 * <p>Member IDs are hashes over URLs as Go prints them, so {@link org.etcdrecovery.core.url.EtcdUrl} follows Go's
 * {@code net/url} to the byte. Nothing here resolves a name.
 */
@NullMarked
package org.etcdrecovery.core.url;

import org.jspecify.annotations.NullMarked;
