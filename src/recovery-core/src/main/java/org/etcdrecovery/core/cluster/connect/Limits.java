package org.etcdrecovery.core.cluster.connect;

import java.util.List;
import org.etcdrecovery.core.keyspace.Member;

/**
 * How much this program accepts from a server, always far more than etcd sends, so that no server decides how much
 * memory it uses. An answer beyond a limit is refused as a whole, because half of it could be mistaken for all of it.
 */
public final class Limits {
    /** Bytes of an answer about a member, a hash or a login. etcd's stay below 10 kB. */
    static final int ANSWER = 1 << 20;

    /** Bytes of a page of keys. etcd accepts requests of 1.5 MiB by default and advises against 10 MiB. */
    public static final int PAGE = 16 << 20;

    /** Members in one list, and endpoints from DNS. etcd advises against more than seven members. */
    public static final int MEMBERS = 100;

    /** Peer URLs, or client URLs, of one member. */
    public static final int URLS = 16;

    /** Characters of a name, a URL, or an error that a member reports. */
    public static final int TEXT = 1024;

    /** Characters of a version. */
    public static final int VERSION = 64;

    /** Errors that a member reports: one for each alarm of each member, and the missing leader. */
    static final int ERRORS = 2 * MEMBERS + 1;

    private Limits() {}

    /** Returns the status if it is within the limits. */
    static MemberStatus check(MemberStatus status) throws TooLargeException {
        length("a version", status.version(), VERSION);
        length("a storage version", status.storageVersion(), VERSION);
        count("errors", status.errors().size(), ERRORS);
        for (String error : status.errors()) {
            length("an error", error, TEXT);
        }
        return status;
    }

    /** Returns the list if it is within the limits. */
    static MemberList check(MemberList list) throws TooLargeException {
        count("members", list.members().size(), MEMBERS);
        for (Member member : list.members()) {
            length("a member name", member.name(), TEXT);
            urls("peer URLs", member.peerUrls());
            urls("client URLs", member.clientUrls());
        }
        return list;
    }

    private static void urls(String what, List<String> urls) throws TooLargeException {
        count(what + " of one member", urls.size(), URLS);
        for (String url : urls) {
            length("a URL", url, TEXT);
        }
    }

    private static void count(String what, int count, int limit) throws TooLargeException {
        if (count > limit) {
            throw new TooLargeException(count + " " + what + "; at most " + limit + " are accepted");
        }
    }

    static void length(String what, String text, int limit) throws TooLargeException {
        if (text.length() > limit) {
            throw new TooLargeException(
                    what + " of " + text.length() + " characters; at most " + limit + " are accepted");
        }
    }
}
