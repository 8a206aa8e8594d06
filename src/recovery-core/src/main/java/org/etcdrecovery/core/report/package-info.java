/**
 * The evidence: what was found, planned and done, as documents. JSON here is for scripts and archives: hashes and
 * revisions are numbers, IDs are hex texts because they are beyond what most readers of JSON keep exactly, and
 * constants of the core are named in camel case.
 *
 * <p>HTML is for people and for paper: {@link org.etcdrecovery.core.report.RecoveryReport} is one file without scripts
 * that needs nothing beside it. {@code Html} writes it, and is the only place that escapes.
 */
@NullMarked
package org.etcdrecovery.core.report;

import org.jspecify.annotations.NullMarked;
