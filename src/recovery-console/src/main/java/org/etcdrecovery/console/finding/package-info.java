/**
 * Shows findings and failures in the same way on every page, and what their codes mean. Unlike the building blocks in {@code widget}, these depend on the core.
 */
@NullMarked
package org.etcdrecovery.console.finding;

import org.jspecify.annotations.NullMarked;
