package org.etcdrecovery.core.explain;

import java.util.Locale;

/** What codes are about: a part of the page that lists them all. */
public enum Subject {
    SNAPSHOT("Snapshots and databases"), PLAN("Plans, restores and rehearsals"), RESCUE(
            "Data directories of dead members"), CLUSTER("Running members"), STORE("Stores of snapshots"), DELIVER(
                    "Hosts"), PROGRAM("Files and the program itself");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** The heading of the part. */
    public String title() {
        return title;
    }

    /** The file with its entries. */
    String file() {
        return name().toLowerCase(Locale.ROOT) + ".txt";
    }
}
