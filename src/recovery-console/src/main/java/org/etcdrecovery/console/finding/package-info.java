/**
 * Shows findings in the same way on every page. Unlike the building blocks in {@code widget}, these depend on the core.
 */
@NullMarked
package org.etcdrecovery.console.finding;

import org.jspecify.annotations.NullMarked;
