package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.text.Shown;

/**
 * Something to know when comparing data directories.
 *
 * @param kind what it is for the operator
 * @param text what it says, in sentences
 */
public record RankingNotice(Kind kind, String text) {
    /** Escapes outside text with {@link Shown}. */
    public RankingNotice {
        text = Shown.text(text);
    }

    /** What a notice is for the operator. */
    public enum Kind {
        /** What speaks for the directories. */
        REASSURING,
        /** What changes nothing in the choice. */
        NEUTRAL,
        /** What may be missing or wrong. */
        WARNING
    }

    static RankingNotice reassuring(String text) {
        return new RankingNotice(Kind.REASSURING, text);
    }

    static RankingNotice neutral(String text) {
        return new RankingNotice(Kind.NEUTRAL, text);
    }

    static RankingNotice warning(String text) {
        return new RankingNotice(Kind.WARNING, text);
    }
}
