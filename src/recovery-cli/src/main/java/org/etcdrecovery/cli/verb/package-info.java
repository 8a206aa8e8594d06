/** One class per verb, and their common base classes. */
@NullMarked
package org.etcdrecovery.cli.verb;

import org.jspecify.annotations.NullMarked;
