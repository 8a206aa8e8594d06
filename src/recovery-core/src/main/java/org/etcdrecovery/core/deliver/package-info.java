/**
 * Brings restored members to their hosts and starts them there, fetches what dead members left, and makes ways to members
 * that this host does not reach, by the operator's own {@code ssh}.
 *
 * <p><b>One script.</b> All work on a host is done by one POSIX shell script ({@link org.etcdrecovery.core.deliver.HostScript}),
 * which the operator can read before it runs. It is sent with each call, so nothing has to be installed. Every value
 * that goes into it is quoted by {@link org.etcdrecovery.core.shell.ShellLine#quote}; what it answers is read line by
 * line, within bounds, and escaped before it is shown.
 *
 * <p><b>The host remembers.</b> Beside each target is a directory with a journal, to which each step is appended before it is
 * taken. So every console can see what was done and go on from there or undo it, whatever became of the one that
 * began. Nothing is activated before all chosen members are staged, and nothing that was there before is deleted.
 */
@NullMarked
package org.etcdrecovery.core.deliver;

import org.jspecify.annotations.NullMarked;
