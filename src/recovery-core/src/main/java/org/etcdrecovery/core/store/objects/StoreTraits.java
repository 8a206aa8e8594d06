package org.etcdrecovery.core.store.objects;

/**
 * How a store protects what it holds.
 *
 * @param tlsOff    whether it is reached without TLS
 * @param open      whether everyone can read it
 * @param encrypted whether the store encrypts what it writes to disk
 * @param versioned whether it keeps what is overwritten or deleted
 */
public record StoreTraits(boolean tlsOff, Known open, Known encrypted, Known versioned) {
    /** A store of which nothing is known, or a directory, to which none of this applies. */
    public static final StoreTraits NONE = new StoreTraits(false, Known.UNKNOWN, Known.UNKNOWN, Known.UNKNOWN);

    /** An answer that a store may not give: many do not implement the question, or do not allow it. */
    public enum Known {
        /** It is so. */
        YES,
        /** It is not so. */
        NO,
        /** The store does not say. */
        UNKNOWN
    }
}
