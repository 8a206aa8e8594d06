/** A delivery to three hosts, beside what an operator would do by hand. */
@NullMarked
package org.etcdrecovery.bench.deliver;

import org.jspecify.annotations.NullMarked;
