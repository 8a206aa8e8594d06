/**
 * Places that hold files and objects: buckets of S3-compatible stores, folders, and URLs that can only be read. What
 * differs between stores, and what their failures mean to an operator, is known here alone.
 *
 * <p>The AWS SDK and its HTTP client take half a second to load, so only what is asked for a bucket loads them.
 */
@NullMarked
package org.etcdrecovery.core.store.objects;

import org.jspecify.annotations.NullMarked;
