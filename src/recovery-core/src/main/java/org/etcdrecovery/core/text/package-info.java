/**
 * What every front end says alike: failures as sentences, sizes as etcd's tools print them, and whatever came from
 * outside so that it can be shown.
 */
@NullMarked
package org.etcdrecovery.core.text;

import org.jspecify.annotations.NullMarked;
