/** The part of the step Source that fetches data directories of stopped members over SSH. */
@NullMarked
package org.etcdrecovery.console.step.source.fetch;

import org.jspecify.annotations.NullMarked;
