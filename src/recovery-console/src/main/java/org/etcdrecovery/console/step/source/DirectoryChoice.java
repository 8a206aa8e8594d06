package org.etcdrecovery.console.step.source;

import java.util.Optional;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** Selects the database of a dead member as the file to continue with, and notes what it is known to lack. */
final class DirectoryChoice {
    private DirectoryChoice() {}

    static SnapshotChoice of(MemberDirectory found, Texts texts) {
        return new SnapshotChoice(found.database(), SourceKind.DIRECTORY, found.member().map(Member::name).orElse(""),
                Optional.empty(), lacks(found, texts), Optional.empty());
    }

    private static String lacks(MemberDirectory found, Texts texts) {
        long entries = found.tail().map(tail -> tail.committed().count() + tail.maybe().count()).orElse(0L);
        return entries == 0 ? "" : texts.get("lacks", entries);
    }
}
