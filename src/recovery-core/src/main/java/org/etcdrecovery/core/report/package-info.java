/**
 * The evidence: what was found, planned and done, as documents. JSON here is for scripts and archives: hashes and
 * revisions are numbers, IDs are hex texts because they are beyond what most readers of JSON keep exactly, and
 * constants of the core are named in camel case.
 */
@NullMarked
package org.etcdrecovery.core.report;

import org.jspecify.annotations.NullMarked;
