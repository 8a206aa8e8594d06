package org.etcdrecovery.console.recovery;

/**
 * A place in object storage and how to reach it, as typed. Deliberately without credentials, because this record is saved
 * to disk.
 *
 * @param address     an {@code s3://} address, the URL of a file without its query, or a directory
 * @param endpoint    the URL of an S3-compatible store; may be empty, as may the rest
 * @param region      its region
 * @param virtualHost whether the bucket is a part of the host name
 * @param ca          the path of the CA certificates to trust
 */
public record StorePlace(String address, String endpoint, String region, boolean virtualHost, String ca) {
    /** Nothing was typed. */
    public static final StorePlace EMPTY = new StorePlace("", "", "", false, "");

    /** Another place, reached in the same way. */
    public StorePlace at(String other) {
        return new StorePlace(other, endpoint, region, virtualHost, ca);
    }
}
