package org.etcdrecovery.core.rescue.replay;

/**
 * Where some bytes are, usually a value: they are read when they are needed.
 *
 * @param source the number of the file among the {@link Sources}
 * @param offset where they begin in the file
 * @param length how many they are
 */
public record Place(int source, long offset, int length) {
    /** No bytes. */
    public static final Place NOTHING = new Place(0, 0, 0);

    /** A part of these bytes. */
    Place part(int start, int partLength) {
        return new Place(source, offset + start, partLength);
    }
}
