package org.etcdrecovery.core.rescue;

import java.util.Optional;

/** Describes what a database lacks that its log holds. */
final class MissingWords {
    private MissingWords() {}

    static String of(LogTail tail, boolean onlyVoter) {
        StringBuilder words = new StringBuilder();
        if (!tail.committed().isEmpty()) {
            words.append("Only the log holds ")
                    .append(entries(tail.committed(), "committed "))
                    .append(upTo(tail.afterCommitted()))
                    .append('.');
        }
        if (!tail.maybe().isEmpty()) {
            words.append(words.isEmpty() ? "Only the log holds " : " After those it holds ")
                    .append(entries(tail.maybe(), ""))
                    .append(tail.afterAll().map(found -> ", up to " + found.words() + ",").orElse(""))
                    .append(onlyVoter
                            ? " that the only voter had not yet marked as committed; clients may still have been told that"
                                    + " they were written"
                            : " that may or may not be committed: a member learns of a commit a moment later")
                    .append('.');
        }
        return words.toString();
    }

    private static String entries(LogPart part, String adjective) {
        return part.count() + " " + adjective + (part.count() == 1 ? "entry" : "entries") + " (" + part.words() + ")";
    }

    private static String upTo(Optional<RevisionBounds> bounds) {
        return bounds.map(found -> ", up to " + found.words()).orElse("");
    }
}
