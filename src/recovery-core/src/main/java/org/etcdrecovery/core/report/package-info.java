/**
 * The record of a recovery: what was found, planned and done. {@code html} prints it as a page for people, {@code json}
 * as a document for scripts and archives.
 */
@NullMarked
package org.etcdrecovery.core.report;

import org.jspecify.annotations.NullMarked;
