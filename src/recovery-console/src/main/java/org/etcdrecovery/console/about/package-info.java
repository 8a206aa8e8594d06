/** What the console is made of, where it keeps its files, and the diagnostics to attach to a bug report. */
@NullMarked
package org.etcdrecovery.console.about;

import org.jspecify.annotations.NullMarked;
