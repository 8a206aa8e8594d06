/** What every front end says alike: failures as sentences, sizes as etcd's tools print them. */
@NullMarked
package org.etcdrecovery.core.text;

import org.jspecify.annotations.NullMarked;
