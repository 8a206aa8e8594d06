/**
 * Documents for scripts and archives: hashes and revisions are numbers, IDs are hexadecimal text because most readers of
 * JSON do not keep numbers that large, and constants of the core are named in camel case.
 */
@NullMarked
package org.etcdrecovery.core.report.json;

import org.jspecify.annotations.NullMarked;
