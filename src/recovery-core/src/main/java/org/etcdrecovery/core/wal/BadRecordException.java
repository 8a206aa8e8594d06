package org.etcdrecovery.core.wal;

/** A record that cannot be read. A torn one in the last segment ends the log; any other is damage. */
final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final boolean torn;

    /**
     * @param found what the segment holds instead of a whole record
     * @param torn  whether an incomplete write explains it
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
