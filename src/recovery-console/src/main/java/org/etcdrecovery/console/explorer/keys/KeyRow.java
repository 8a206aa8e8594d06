package org.etcdrecovery.console.explorer.keys;

import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;
import org.etcdrecovery.core.keyspace.GoQuote;

/**
 * What is shown of a subtree or key.
 *
 * @param name   its name, escaped
 * @param count  how many keys it has, or how many records if it is a key
 * @param secret whether its values are shown only on request
 */
record KeyRow(String name, String count, boolean secret) {
    /** A longer name is cut before it is measured: a key may be as long as a request. */
    private static final int LONGEST = 400;

    /** @param state the keys that are shown, of which a single key counts only the records that it had by then */
    static KeyRow of(Subtree subtree, KeyState state, Texts texts) {
        String whole = GoQuote.escape(subtree.prefix());
        String count = subtree.expandable()
                ? Quantities.number(subtree.keys())
                : texts.get("tree.records",
                        Quantities.number(state.index().records(subtree.rank(), state.revision())));
        return new KeyRow(name(subtree.name(), texts), count,
                SecretKeys.mayHoldSecret(whole.endsWith("/") ? whole : whole + "/"));
    }

    /** The last part of a key, for a place where its beginning is known; the empty name is told in words. */
    static String name(byte[] bytes, Texts texts) {
        if (bytes.length == 0) {
            return texts.get("tree.unnamed");
        }
        String name = GoQuote.escape(bytes);
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST / 2) + "…" + name.substring(name.length() - LONGEST / 2);
    }
}
