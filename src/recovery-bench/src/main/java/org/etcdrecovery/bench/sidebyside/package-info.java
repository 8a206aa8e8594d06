/**
 * Runs the command line and etcdutl, or etcdctl where a server runs, side by side on the same files and compares time
 * and memory.
 *
 * <p><b>Decisions.</b> What counts is what an operator waits for: whole processes, from start to end, the start of the
 * Java virtual machine and of the script before it included. The two sides take turns, so that a machine that is slow
 * for a while is slow for both, and the figures that matter are ratios of medians. Memory and the time
 * of the processors are measured in a run of their own, because looking at a process slows it down. An answer that differs from etcdutl's ends the comparison: being
 * fast at something else is no result.
 *
 * <p>A {@link org.etcdrecovery.bench.sidebyside.Contest} is all that the rest knows of what is compared. More of them
 * need a class beside {@link org.etcdrecovery.bench.sidebyside.StatusContests} and a line in
 * {@link org.etcdrecovery.bench.sidebyside.SideBySide}.
 */
@NullMarked
package org.etcdrecovery.bench.sidebyside;

import org.jspecify.annotations.NullMarked;
