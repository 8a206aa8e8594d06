package org.etcdrecovery.core.deliver;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import org.etcdrecovery.core.shell.ShellLine;

/** Names of members as one word of a journal. */
final class Without {
    private Without() {}

    /** What can be done where nothing answers. */
    static String remedy(Collection<String> names) {
        return "A host that stays off can be left out while a majority remains: stage the others alone, with only their --to,"
                + " and activate with " + names.stream()
                        .map(name -> "--without " + ShellLine.quote(name))
                        .collect(Collectors.joining(" "))
                + ", which says that the old etcd will not come back.";
    }

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
