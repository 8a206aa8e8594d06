/** Makes a snapshot of a dead member's database and of what only its log holds. */
@NullMarked
package org.etcdrecovery.console.step.source.rescue;

import org.jspecify.annotations.NullMarked;
