/**
 * Runs the command line side by side with etcdutl, or with etcdctl where a server runs, on the same files, and compares
 * time and memory.
 *
 * <p><b>Decisions.</b> The measure is what an operator waits for: whole processes from start to end, including the
 * start of the Java virtual machine and of the script. The two sides take turns, so that a machine that is slow for a
 * while is slow for both, and the figures that matter are ratios of medians. A separate run measures memory and CPU
 * time, because watching a process slows it down. If our answer differs from etcdutl's, the comparison ends: being fast
 * at something else is no result.
 *
 * <p>The rest of the package knows only {@link org.etcdrecovery.bench.sidebyside.Contest}. A new comparison needs a
 * class next to {@link org.etcdrecovery.bench.sidebyside.StatusContests} and a line in {@link
 * org.etcdrecovery.bench.sidebyside.SideBySide}.
 */
@NullMarked
package org.etcdrecovery.bench.sidebyside;

import org.jspecify.annotations.NullMarked;
