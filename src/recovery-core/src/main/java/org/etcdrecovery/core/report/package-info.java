/**
 * The evidence: what was found, planned and done. {@code html} makes a page of it for people, {@code json} a document
 * for scripts and archives.
 */
@NullMarked
package org.etcdrecovery.core.report;

import org.jspecify.annotations.NullMarked;
