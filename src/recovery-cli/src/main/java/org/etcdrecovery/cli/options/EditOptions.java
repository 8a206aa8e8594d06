package org.etcdrecovery.cli.options;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.text.UrlText;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is changed in the keyspace on its way out of the snapshot, and what the operator accepts. */
public final class EditOptions {
    private final Supplier<Long> bumpRevision;
    private final Supplier<Boolean> markCompacted;
    private final Supplier<Boolean> clearAlarms;
    private final Supplier<List<String>> lease;
    private final Supplier<Optional<String>> asOf;
    private final Supplier<Optional<String>> leaseTtl;
    private final Supplier<Boolean> dropLeased;
    private final Supplier<List<String>> accept;
    private final Supplier<Boolean> skipHashCheck;

    /** Adds the options to those of a verb. */
    public EditOptions(DeclaredOptions options) {
        bumpRevision = options.count("N", "Raise the last revision by this amount, beyond every revision that"
                + " clients have seen.",
                "--bump-revision");
        markCompacted = options.flag("Mark everything up to the raised revision as compacted; requires"
                + " --bump-revision.", "--mark-compacted");
        clearAlarms = options.flag("Leave out the alarms in the snapshot.", "--clear-alarms");
        lease = options.texts("keep|drop|ID=drop,…",
                "Drop leases together with their keys: all of them, or only the named ones. IDs are hexadecimal.",
                "--lease");
        asOf = options.textIfGiven("REVISION", "Go back to the keyspace as it was at this revision; requires"
                + " --bump-revision. Users and roles do not go back.", "--as-of");
        leaseTtl = options.textIfGiven("TIME",
                "Create leases again that keys need but that no longer exist, with this time to"
                        + " live; 1h if not given with --as-of.",
                "--lease-ttl");
        dropLeased = options.flag("Drop keys whose lease no longer exists, instead of creating the lease again.",
                "--drop-leased");
        accept = options.texts("CODE[,CODE]",
                "Accept a problem that is otherwise refused: " + String.join(", ", acceptable())
                        + ". It is recorded with the result.",
                "--accept");
        skipHashCheck = options.flag("Short for --accept " + String.join(",", acceptable()) + ".",
                "--skip-hash-check");
    }

    /** How far to raise the revision; 0 not to raise it. */
    public long bumpRevision() {
        return bumpRevision.get();
    }

    /** Whether to mark everything up to the raised revision as compacted. */
    public boolean markCompacted() {
        return markCompacted.get();
    }

    /** Whether to leave out the alarms. */
    public boolean clearAlarms() {
        return clearAlarms.get();
    }

    /** What to change in keys and leases; what cannot be understood is a complaint. */
    public KeyspaceEdit keyspace(List<String> complaints) {
        List<String> texts = lease.get().stream().flatMap(list -> Stream.of(list.split(",", -1))).toList();
        Optional<LeaseChoice> leases = LeaseChoice.parse(texts);
        if (leases.isEmpty()) {
            complaints.add("--lease takes keep, drop, ID=keep and ID=drop, with hexadecimal IDs, not '"
                    + UrlText.inSentence(String.join(",", texts)) + "'");
        }
        if (dropLeased.get() && texts.stream().anyMatch(text -> text.endsWith("=keep"))) {
            complaints.add(
                    "--lease ID=keep and --drop-leased contradict each other for a lease that no longer exists: leave"
                            + " one of the two out. --lease drop,ID=keep drops all other leases, those that are gone too");
        }
        OptionalLong ttl = leaseTtl.get().map(text -> seconds(text, complaints)).orElse(OptionalLong.empty());
        if (leaseTtl.get().isPresent() && dropLeased.get()) {
            complaints.add(
                    "--lease-ttl keeps the keys whose lease is gone, --drop-leased drops them; give one of the two");
            ttl = OptionalLong.empty();
        }
        OptionalLong revision = asOf.get().map(text -> revision(text, complaints)).orElse(OptionalLong.empty());
        return new KeyspaceEdit(revision, leases.orElse(LeaseChoice.KEEP), ttl, dropLeased.get());
    }

    private static OptionalLong revision(String text, List<String> complaints) {
        try {
            long revision = Long.parseLong(text);
            if (revision > 0) {
                return OptionalLong.of(revision);
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        complaints.add("--as-of takes a revision, a whole number from 1, not '" + UrlText.inSentence(text) + "'");
        return OptionalLong.empty();
    }

    private static OptionalLong seconds(String text, List<String> complaints) {
        try {
            long seconds = GoDuration.parse(text).toSeconds();
            if (seconds >= 1 && seconds <= KeyspaceEdit.LONGEST_TTL) {
                return OptionalLong.of(seconds);
            }
        } catch (TypeConversionException e) {
            // Reported below.
        }
        complaints.add(
                "--lease-ttl takes a time from 1s to " + KeyspaceEdit.LONGEST_TTL + "s, such as 1h, not '"
                        + UrlText.inSentence(text) + "'");
        return OptionalLong.empty();
    }

    /** What the operator accepts; a code that cannot be accepted is a complaint. */
    public Set<ProblemCode> accepted(List<String> complaints) {
        Set<ProblemCode> codes = EnumSet.noneOf(ProblemCode.class);
        for (String text : accept.get().stream().flatMap(list -> Stream.of(list.split(",", -1))).toList()) {
            ProblemCode.acceptable(text)
                    .ifPresentOrElse(codes::add,
                            () -> complaints.add("--accept takes " + String.join(", ", acceptable())
                                    + "; '" + UrlText.inSentence(text) + "' is not one of these and cannot be"
                                    + " accepted"));
        }
        if (skipHashCheck.get()) {
            codes.addAll(ProblemCode.HASH_CHECK);
        }
        return codes;
    }

    private static List<String> acceptable() {
        return ProblemCode.acceptable().stream().map(ProblemCode::text).toList();
    }
}
