package org.etcdrecovery.console.explorer.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.etcdrecovery.core.contents.index.KeyMatcher;

/**
 * Which keys the operator wants to see.
 *
 * @param text what was typed
 * @param way  how it is to be found in a key
 */
record KeyQuery(String text, Way way) {
    static final KeyQuery ALL = new KeyQuery("", Way.PREFIX);

    /** How a text is found in a key. */
    enum Way {
        /** The key begins with it. */
        PREFIX,
        /** The key contains it. */
        CONTAINING,
        /** The key has a match of the regular expression. */
        REGEX
    }

    /** Whether every key is wanted. */
    boolean isAll() {
        return text.isEmpty();
    }

    /** Why the text cannot be searched for; empty if it can. */
    Optional<String> problem() {
        if (way == Way.REGEX) {
            try {
                Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                return Optional.of(e.getDescription());
            }
        }
        return Optional.empty();
    }

    /** The matcher. Call only if there is no problem. */
    KeyMatcher matcher() {
        return switch (way) {
            case PREFIX -> KeyMatcher.prefix(text.getBytes(UTF_8));
            case CONTAINING -> KeyMatcher.containing(text.getBytes(UTF_8));
            case REGEX -> KeyMatcher.regex(Pattern.compile(text));
        };
    }

    /** Whether all that this finds is among what another found. */
    boolean narrows(KeyQuery other) {
        return other.isAll() || (way == other.way && switch (way) {
            case PREFIX -> text.startsWith(other.text);
            case CONTAINING -> text.contains(other.text);
            case REGEX -> false;
        });
    }
}
