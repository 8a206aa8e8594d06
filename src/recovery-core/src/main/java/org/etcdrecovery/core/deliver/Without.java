package org.etcdrecovery.core.deliver;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names of members as one word of a journal. */
final class Without {
    private Without() {}

    static String encoded(Collection<String> names) {
        return names.stream()
                .sorted()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    /** A name; as it is if this program did not write it. */
    static String decoded(String word) {
        try {
            return URLDecoder.decode(word, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return word;
        }
    }
}
