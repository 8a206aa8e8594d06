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

    /** @param hasCaution whether something speaks against choosing this directory */
    static SnapshotChoice of(MemberDirectory found, boolean hasCaution, Texts texts) {
        return new SnapshotChoice(found.database(), SourceKind.DIRECTORY, found.member().map(Member::name).orElse(""),
                Optional.empty(), lacks(found, hasCaution, texts), Optional.empty());
    }

    private static String lacks(MemberDirectory found, boolean hasCaution, Texts texts) {
        long entries = found.tail().map(tail -> tail.committed().count() + tail.maybe().count()).orElse(0L);
        if (entries > 0) {
            return texts.get("lacks", entries);
        }
        return hasCaution ? texts.get("lacks.other") : "";
    }
}
