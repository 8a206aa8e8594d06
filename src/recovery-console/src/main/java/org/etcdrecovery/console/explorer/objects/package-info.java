/** What a snapshot holds as people of Kubernetes think of it: objects by kind and namespace, owners, deletions. */
@NullMarked
package org.etcdrecovery.console.explorer.objects;

import org.jspecify.annotations.NullMarked;
