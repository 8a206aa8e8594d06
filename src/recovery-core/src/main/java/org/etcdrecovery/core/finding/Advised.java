package org.etcdrecovery.core.finding;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a text of the core can advise to do with this program. The text names it as the command line does; a front end
 * that does the same by other means replaces that by its own words.
 */
public enum Advised {
    /** Make a snapshot of a dead member's database and log. */
    RESCUE_SNAPSHOT("“rescue snapshot”"),
    /** Look at what the data directories of dead members hold. */
    RESCUE_ASSESS("“rescue assess”"),
    /** Find out what a file is and whether a cluster can be restored from it. */
    SNAPSHOT_VERIFY("“snapshot verify”"),
    /** Look at the records of a log. */
    WAL_DUMP("“wal dump”"),
    /** Leave out the entries that may not be committed. */
    LEAVE_OUT("use --committed-only"),
    /** Take the entries that may not be committed. */
    TAKE("do not use --committed-only"),
    /** Say of which release the dead member's server was. */
    ETCD_VERSION("Give the release of the server with --etcd-version"),
    /** Take the only snapshot in the file. */
    NO_ENTRY("Leave out --entry"),
    /** Take this one of the snapshots in an archive; its name follows. */
    ENTRY("Choose one of them: --entry"),
    /** How to clear the alarms that a snapshot carries. */
    CLEAR_ALARMS("with --clear-alarms"),
    /** How to keep what a rehearsal wrote. */
    KEEP_REHEARSED("with --keep"),
    /** Restore a file that has no SHA-256. */
    WITHOUT_HASH("with --accept hash.missing"),
    /** Restore a file whose SHA-256 is wrong. */
    WITH_WRONG_HASH("with --accept hash.wrong"),
    /** Look at what differs between two snapshots. */
    SNAPSHOT_DIFF("“snapshot diff”"),
    /** Let the snapshot before a fall of keys or bytes go. */
    ACCEPT_FALL("run this once with --accept-fall"),
    /** Trust the key that a host shows; its member and fingerprint follow. */
    ACCEPT_HOST_KEY("accept it with --accept-host-key"),
    /** Say in which region a bucket is. */
    STORE_REGION("name it with --store-region"),
    /** Say which CA signed the certificate of a store. */
    STORE_CA("name the CA that signed it with --store-cacert FILE"),
    /** Trust a CA of the operator's own for a store. */
    OWN_STORE_CA("--store-cacert names a CA of your own"),
    /** Give credentials for a store. */
    STORE_CREDENTIALS("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"),
    /** Give a whole URL again, of which only the beginning was kept. */
    WHOLE_URL("give the URL with --url-file");

    /** Longer words come before those that are part of them. */
    private static final List<Advised> BY_LENGTH = Stream.of(values())
            .sorted(Comparator.comparingInt((Advised one) -> one.words.length()).reversed())
            .toList();

    private final String words;

    Advised(String words) {
        this.words = words;
    }

    /** The words of the command line, as they are in texts. */
    @Override
    public String toString() {
        return words;
    }

    /** Replaces everything that a text advises by what a front end calls it. */
    public static String named(String text, Function<Advised, String> names) {
        String named = text;
        for (Advised one : BY_LENGTH) {
            named = named.replace(one.words, names.apply(one));
        }
        return named;
    }
}
