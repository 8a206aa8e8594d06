package org.etcdrecovery.console.step.source.rescue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.step.source.directories.Caution;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.replay.ChosenMember;
import org.etcdrecovery.core.rescue.replay.ReplayOptions;

/**
 * From what a snapshot is to be made.
 *
 * @param chosen  the member
 * @param caution what speaks against choosing it; empty if nothing does
 * @param leftOut whether the operator leaves out the entries after the commit index
 */
record Order(ChosenMember chosen, Optional<Caution> caution, boolean leftOut) {
    MemberDirectory directory() {
        return chosen.member().directory();
    }

    /** The name of the directory. */
    String name() {
        return chosen.member().name();
    }

    /** The name of the member, or that of its directory if the database does not tell. */
    String member() {
        return directory().member().map(Member::name).filter(known -> !known.isEmpty()).orElse(name());
    }

    /** Whether the operator may decide about the entries after the commit index. */
    boolean mayLeaveOut() {
        return !chosen.overwritten() && !directory().isOnlyVoter();
    }

    /** Whether the entries after the commit index stay out: on request, or because a later leader may have replaced them. */
    boolean committedOnly() {
        return leftOut || chosen.overwritten();
    }

    ReplayOptions options() {
        return new ReplayOptions(committedOnly(), Optional.empty());
    }

    /** The directories in which nothing is written. */
    Stream<Path> readOnly() {
        return Stream.of(directory().dataDir(), directory().walDir()).map(Path::normalize);
    }
}
