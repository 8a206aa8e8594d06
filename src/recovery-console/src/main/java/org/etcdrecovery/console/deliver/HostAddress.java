package org.etcdrecovery.console.deliver;

import java.util.Locale;
import java.util.Optional;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.Destination;
import org.etcdrecovery.core.text.Shown;

/**
 * A host as it is typed: {@code [USER@]HOST[:PORT]}, perhaps behind {@code ssh://}, where the directory may follow.
 *
 * @param host      without scheme and directory
 * @param directory what follows the host; empty if nothing does
 */
record HostAddress(String host, Optional<String> directory) {
    private static final Texts TEXTS = Texts.of("deliver");
    private static final String SCHEME = "ssh://";

    static HostAddress of(String typed) {
        String text = typed.strip();
        String bare = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        int slash = bare.indexOf('/');
        return slash < 0
                ? new HostAddress(bare, Optional.empty())
                : new HostAddress(bare.substring(0, slash), Optional.of(bare.substring(slash)));
    }

    /** What is wrong with the host; empty if nothing is. */
    String problem() {
        return host.isEmpty() ? TEXTS.get("address.empty") : problem(() -> Destination.parse(SCHEME + host + "/x"));
    }

    /** What is wrong with a directory; empty if nothing is. */
    static String directoryProblem(String typed) {
        if (Shown.hasHidden(typed)) {
            return TEXTS.get("directory.hidden");
        }
        // What does not begin with a slash would become part of the host.
        return typed.strip().startsWith("/")
                ? problem(() -> Destination.parse(SCHEME + "host" + typed.strip()))
                : TEXTS.get("directory.relative");
    }

    /** What a parser complains about, as a sentence; empty if it does not. */
    static String problem(Runnable parse) {
        try {
            parse.run();
            return "";
        } catch (IllegalArgumentException e) {
            String words = String.valueOf(e.getMessage());
            return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
        }
    }

    /**
     * A directory on this host: the one that was typed behind it, or else this one.
     *
     * @throws IllegalArgumentException if something is wrong with them
     */
    Destination at(String other) {
        return Destination.parse(SCHEME + host + directory.orElse(other.strip()));
    }
}
