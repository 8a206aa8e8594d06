/** Makes a snapshot of what still reads of a damaged file. */
@NullMarked
package org.etcdrecovery.console.step.inspect.salvage;

import org.jspecify.annotations.NullMarked;
