package org.etcdrecovery.cli.text;

import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Table.Frame;

/** The release of etcd whose output a verb imitates. */
public enum Edition {
    V3_4("3.4"), V3_5("3.5"), V3_6("3.6"), V3_7("3.7");

    private final String text;

    Edition(String text) {
        this.text = text;
    }

    /**
     * The edition with a name such as {@code 3.5}.
     *
     * @throws CommandFailure when there is none
     */
    public static Edition parse(String name) throws CommandFailure {
        for (Edition edition : values()) {
            if (edition.text.equals(name)) {
                return edition;
            }
        }
        throw new CommandFailure(ExitCode.ETCD_FAILED,
                "invalid argument \"" + name + "\" for \"--compat\" flag: it must be 3.4, 3.5, 3.6 or 3.7");
    }

    /** Whether "total keys" are the living keys, and the storage version is printed. Else they are all records. */
    boolean countsLivingKeys() {
        return compareTo(V3_6) >= 0;
    }

    /** What its tables are drawn with. */
    Frame frame() {
        return this == V3_7 ? Frame.BOX : Frame.ASCII;
    }
}
