/** A report for people and for paper: one self-contained file without scripts. All escaping happens in {@code Html}. */
@NullMarked
package org.etcdrecovery.core.report.html;

import org.jspecify.annotations.NullMarked;
