package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.finding.Code;

/** Why none of several directories is recommended. */
public enum RankingCode implements Code {
    /** They are from different clusters. */
    DIFFERENT_CLUSTERS("rescue.different-clusters"),
    /** Their databases differ, and no majority says which is right. */
    UNDECIDED("rescue.undecided"),
    /** Their logs are of different histories. */
    DIFFERENT_HISTORIES("rescue.different-histories"),
    /** Nothing can be made from any of them. */
    NONE_USABLE("rescue.none-usable");

    private final String text;

    RankingCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
