package org.etcdrecovery.console.explorer.search;

import org.etcdrecovery.core.contents.ContentSearch;
import org.etcdrecovery.core.contents.ContentSearch.Scope;
import org.etcdrecovery.core.contents.SearchText;

/**
 * What the operator looks for in values.
 *
 * @param text    what was typed
 * @param way     how the text is found in a value
 * @param history whether to search all puts that the file still holds, not only the last of each key
 * @param secrets whether to search secrets too
 */
record ValueQuery(String text, Way way, boolean history, boolean secrets) {
    /** How a text is found in a value. */
    enum Way {
        /** The value contains it. */
        TEXT,
        /** The value contains it, in capitals or not. */
        ANY_CASE,
        /** The value contains the bytes that it names. */
        HEX
    }

    boolean isEmpty() {
        return text.isBlank();
    }

    /** Whether it can be searched for. */
    boolean isSearchable() {
        if (isEmpty()) {
            return false;
        }
        try {
            return wanted().length() > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /**
     * The search.
     *
     * @throws IllegalArgumentException if it cannot be searched for
     */
    ContentSearch search() {
        return new ContentSearch(wanted(), history ? Scope.HISTORY : Scope.LAST_REVISION, secrets);
    }

    private SearchText wanted() {
        return switch (way) {
            case TEXT -> SearchText.of(text, false);
            case ANY_CASE -> SearchText.of(text, true);
            case HEX -> SearchText.ofHex(text);
        };
    }
}
