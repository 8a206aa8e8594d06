/**
 * Findings on a screen, the same on every page that shows some. The blocks of {@code widget} know nothing of the core;
 * these do.
 */
@NullMarked
package org.etcdrecovery.console.finding;

import org.jspecify.annotations.NullMarked;
