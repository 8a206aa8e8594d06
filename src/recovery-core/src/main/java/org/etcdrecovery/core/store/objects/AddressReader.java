package org.etcdrecovery.core.store.objects;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;

/** Reads the addresses of stores. */
final class AddressReader {
    /** {@code s3://BUCKET/KEY}. */
    private static final Pattern S3 = Pattern.compile("(?i)s3://([^/]*)(?:/(.*))?", Pattern.DOTALL);

    /** {@code https://…} and {@code http://…}. */
    private static final Pattern WEB = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

    /** Names of buckets, old ones of AWS included. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

    /** The longest key that a store takes. */
    private static final int LONGEST_KEY = 1024;

    private AddressReader() {}

    /** @throws StoreException if it has the form of a URL and is none that can be used */
    static StoreAddress read(String text) throws StoreException {
        Matcher s3 = S3.matcher(text);
        if (s3.matches()) {
            return bucket(text, s3.group(1), s3.group(2) == null ? "" : s3.group(2));
        }
        return WEB.matcher(text).matches() ? web(text) : new Folder(Path.of(text));
    }

    private static Bucket bucket(String text, String bucket, String key) throws StoreException {
        if (!BUCKET.matcher(bucket).matches()) {
            throw wrong(text, "“" + Shown.name(bucket) + "” cannot be the name of a bucket; write s3://BUCKET/KEY");
        }
        if (key.length() > LONGEST_KEY || Shown.hasHidden(key)) {
            throw wrong(text, "the key is longer than " + LONGEST_KEY + " characters or has some that cannot be seen");
        }
        return new Bucket(bucket, key);
    }

    private static Web web(String text) throws StoreException {
        try {
            URI url = new URI(text);
            if (url.getHost() == null) {
                throw wrong(text, "no host follows the scheme");
            }
            if (url.getRawUserInfo() != null) {
                throw wrong(text, "a login in a URL is not sent; give a URL that needs none, such as a presigned one");
            }
            return new Web(url);
        } catch (URISyntaxException e) {
            // Its message would show the query.
            throw wrong(text, "it has a character that a URL cannot have; blanks are written as %20");
        }
    }

    private static StoreException wrong(String text, String why) {
        return new StoreException(Reason.ADDRESS, UrlText.of(text) + " is not an address: " + why);
    }
}
