/**
 * A report for people and for paper: one file without scripts that needs nothing beside it. {@code Html} prints it
 * and is the only place that escapes.
 */
@NullMarked
package org.etcdrecovery.core.report.html;

import org.jspecify.annotations.NullMarked;
