package org.etcdrecovery.core.snapshot;

/**
 * The SHA-256 that {@code snapshot save} appends to the image of the database. Nothing in the file marks it: a file has
 * one if its size is 32 modulo 512, because the size of an image is a multiple of its page size. Source: etcd
 * client/v3/snapshot and etcdutl/snapshot.
 *
 * @param state     whether there is one and whether it is right
 * @param imageSize the length of the image in bytes, without the hash
 * @param computed  the SHA-256 of the image, in lower-case hex
 * @param stored    the hash in the file, in lower-case hex; empty if there is none
 */
public record TrailingHash(State state, long imageSize, String computed, String stored) {
    /** The length of the hash in bytes. */
    public static final int LENGTH = 32;
    /** The size of an image is a multiple of this many bytes, whatever its page size. */
    public static final int IMAGE_UNIT = 512;

    /** Whether there is a hash, and whether it matches. */
    public enum State {
        /** The hash is that of the image. */
        RIGHT,
        /** There is no hash, as in a database that was copied from a data directory. */
        ABSENT,
        /** The hash is not that of the image: the file was changed after it was saved. */
        WRONG
    }
}
