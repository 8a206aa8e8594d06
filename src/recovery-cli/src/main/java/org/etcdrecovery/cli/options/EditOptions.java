package org.etcdrecovery.cli.options;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.text.UrlText;

/** The options that say what is changed in the keyspace on its way out of the snapshot, and what the operator accepts. */
public final class EditOptions {
    private final Supplier<Long> bumpRevision;
    private final Supplier<Boolean> markCompacted;
    private final Supplier<Boolean> clearAlarms;
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
