package org.etcdrecovery.core.snapshot;

/**
 * The SHA-256 that {@code snapshot save} puts behind the image of the database. Nothing in the file marks it: a file
 * has one when its size leaves 32 modulo 512, since an image is a multiple of its page size. Source: etcd
 * client/v3/snapshot and etcdutl/snapshot.
 *
 * @param state     whether there is one and whether it is right
 * @param imageSize the length of the image in bytes: the file without the hash
 * @param computed  the SHA-256 of the image, in lower-case hex
 * @param stored    the hash in the file, in lower-case hex; empty when there is none
 */
public record TrailingHash(State state, long imageSize, String computed, String stored) {
    /** The length of the hash in bytes. */
    public static final int LENGTH = 32;
    /** Images are a multiple of this many bytes, whatever their page size. */
    public static final int IMAGE_UNIT = 512;

    /** What can be said of it. */
    public enum State {
        /** There is one, and it is the hash of the image. */
        RIGHT,
        /** There is none, as in a database that was copied from a data directory. */
        ABSENT,
        /** There is one, and the image has another: the file was changed after it was saved. */
        WRONG
    }
}
