package org.etcdrecovery.core.packed;

/**
 * How much a file may unpack to. A few kilobytes can be made to unpack to terabytes. Databases of etcd are rarely larger
 * than 8 GiB, its recommended maximum, and are compressed to a tenth at best, or a hundredth where the same object is
 * stored again and again.
 *
 * @param free  how many bytes are allowed whatever the size of the packed file
 * @param ratio beyond that, how many times the size of the packed file is allowed
 * @param most  how many bytes are allowed in any case
 */
record Limits(long free, long ratio, long most) {
    static final Limits USUAL = new Limits(1L << 30, 200, 128L << 30);

    /** How many bytes a file may unpack to. */
    long of(long packedSize) {
        return Math.min(most, Math.max(free, packedSize > most / ratio ? most : packedSize * ratio));
    }
}
