/**
 * Text that every front end shows the same way: failures as sentences, sizes as etcd's tools print them, and text from
 * outside made safe to show.
 */
@NullMarked
package org.etcdrecovery.core.text;

import org.jspecify.annotations.NullMarked;
