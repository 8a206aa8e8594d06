package org.etcdrecovery.console.explorer;

import java.util.Locale;

/** The tabs of the explorer, in order. */
enum ExplorerTab {
    KEYS, KUBERNETES, REVISIONS, BUCKETS, PAGES, MEMBERS, LEASES, AUTH, ALARMS, META;

    /** Its name in the ids of nodes. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
