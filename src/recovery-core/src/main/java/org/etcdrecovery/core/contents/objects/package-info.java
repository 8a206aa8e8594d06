/** Kubernetes as people think of it: the objects of a snapshot by kind and namespace, and what belongs to what. */
@NullMarked
package org.etcdrecovery.core.contents.objects;

import org.jspecify.annotations.NullMarked;
