/**
 * Snapshots in object storage and in folders: listed with what their manifests say, fetched for reading, saved and copied
 * there. {@link org.etcdrecovery.core.store.keep} keeps a set of them small.
 *
 * <p>A snapshot and its manifest are two objects, and the manifest is written last. An object without one is incomplete,
 * or not made by this program.
 */
@NullMarked
package org.etcdrecovery.core.store;

import org.jspecify.annotations.NullMarked;
