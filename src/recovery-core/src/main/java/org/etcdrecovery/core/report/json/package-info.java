/**
 * JSON documents for scripts and archives. Hashes and revisions are numbers. IDs are hexadecimal strings, because most
 * JSON readers do not keep numbers that large. Enum constants are in camel case.
 */
@NullMarked
package org.etcdrecovery.core.report.json;

import org.jspecify.annotations.NullMarked;
