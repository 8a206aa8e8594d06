/** Commands as data. {@link org.etcdrecovery.core.shell.ShellText} is the only class that quotes for a shell. */
@NullMarked
package org.etcdrecovery.core.shell;

import org.jspecify.annotations.NullMarked;
