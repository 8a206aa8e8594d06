/**
 * What every stable code means, what causes it, and what to do: the general text for a code, where a finding or a
 * failure has the particular one. The texts are in one file per subject beside the classes. Scripts, the window, the
 * command line and the documentation all look up the same entry by the same code.
 */
@NullMarked
package org.etcdrecovery.core.explain;

import org.jspecify.annotations.NullMarked;
