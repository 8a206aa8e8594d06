package org.etcdrecovery.core.wal;

/**
 * In which form etcdctl and etcdutl of some release write the log of a restored member. The forms mean the same, and the
 * servers of all releases take all of them; they are kept apart so that what is written can be compared byte for byte.
 *
 * @param confState  whether the last snapshot record says who the members are
 * @param zeroFields whether fields that are zero are written: gogo protobuf does so, google.golang.org/protobuf does not
 */
public record WalForm(boolean confState, boolean zeroFields) {}
