package org.etcdrecovery.core.wal;

/** A record that cannot be read: the end of the log when it is torn and in the last segment, else damage. */
final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final boolean torn;

    /**
     * @param found what stands there instead of a whole record
     * @param torn  whether a write that was not completed explains it
     */
    BadRecordException(String found, boolean torn) {
        super(found);
        this.found = found;
        this.torn = torn;
    }

    String found() {
        return found;
    }

    boolean isTorn() {
        return torn;
    }
}
