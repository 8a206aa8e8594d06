package org.etcdrecovery.core.store.objects;

import java.net.URI;
import java.nio.file.Path;
import org.etcdrecovery.core.text.UrlText;

/** Where a file or a set of files is. */
public sealed interface StoreAddress {
    /** How messages name it: without login and query, which may be secret. */
    String shown();

    /**
     * An object in a bucket, or all those whose keys begin alike.
     *
     * @param bucket the bucket
     * @param key    the key of an object, or a folder, which ends with a slash; empty for the whole bucket
     */
    record Bucket(String bucket, String key) implements StoreAddress {
        @Override
        public String shown() {
            return "s3://" + bucket + "/" + key;
        }

        /** This address as a folder, to which a name is appended. */
        public Bucket asFolder() {
            return key.isEmpty() || key.endsWith("/") ? this : new Bucket(bucket, key + "/");
        }

        /** The folder that an object is in. */
        public Bucket parent() {
            return new Bucket(bucket, key.substring(0, key.lastIndexOf('/') + 1));
        }

        /** The last part of the key. */
        public String name() {
            return key.substring(key.lastIndexOf('/') + 1);
        }
    }

    /**
     * A file that a web server hands out, such as one with a presigned URL.
     *
     * @param url the whole URL; its query may be secret
     */
    record Web(URI url) implements StoreAddress {
        @Override
        public String shown() {
            return UrlText.of(url.toString());
        }

        /** Leaves out what may be secret, so that no message can show it by mistake. */
        @Override
        public String toString() {
            return shown();
        }
    }

    /**
     * A directory, or a file in one.
     *
     * @param path its path
     */
    record Folder(Path path) implements StoreAddress {
        @Override
        public String shown() {
            return path.toString();
        }
    }

    /**
     * Reads an address.
     *
     * @throws StoreException if it has the form of a URL and is none that can be used
     */
    static StoreAddress parse(String text) throws StoreException {
        return AddressReader.read(text);
    }
}
