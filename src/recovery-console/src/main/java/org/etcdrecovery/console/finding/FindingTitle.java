package org.etcdrecovery.console.finding;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.snapshot.FindingCode;

/** What was found, in words. Some summaries of the core say where a structure breaks which rule, for an expert. */
public final class FindingTitle {
    private FindingTitle() {}

    /** The title of a finding. */
    public static String of(Finding finding) {
        boolean raw = finding.code() == FindingCode.TREE_DAMAGED || finding.code() == FindingCode.KEYSPACE_RECORD
                || finding.code() == FindingCode.HASH_WRONG;
        return raw ? Texts.of("finding").get("title." + finding.code().text()) : finding.summary();
    }
}
