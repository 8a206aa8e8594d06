package org.etcdrecovery.core.snapshot;

import java.util.regex.Pattern;

/** The version that the bucket {@code meta} states, as status prints it. */
final class StorageVersions {
    private static final String KEY = "storageVersion";
    /** What Go's semver accepts. */
    private static final Pattern SEMVER = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    private StorageVersions() {}

    /** Such as {@code 3.6.0}; empty when the file states none, or nothing that is a version. */
    static String stated(SmallBucket meta) {
        return meta.text(KEY).filter(text -> SEMVER.matcher(text).matches()).orElse("");
    }
}
