package org.etcdrecovery.cli.text;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.Ink;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.rescue.LogCondition;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** Prints a ranking: each directory with its findings, and last which one to use. */
public final class RescueText {
    private final Ranking ranking;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    public RescueText(Ranking ranking, Ink ink) {
        this.ranking = ranking;
        this.ink = ink;
    }

    /** The recommendation comes last, where the reader looks when the command ends. */
    public String all() {
        ranking.members().forEach(this::member);
        ranking.notices().forEach(notice -> text.append("Note: ").append(notice).append('\n'));
        boolean one = ranking.recommended().isPresent();
        text.append(ink.mark(one ? Role.GOOD : Role.BAD, ranking.headline()))
                .append(ranking.refusal().map(code -> " (" + code.text() + ")").orElse(""))
                .append('\n');
        text.append("  ").append(ranking.reason()).append('\n');
        ranking.advice().forEach(advice -> text.append("  - ").append(advice).append('\n'));
        ranking.recommended().map(RankedMember::directory).ifPresent(this::commands);
        return text.toString();
    }

    private void commands(MemberDirectory directory) {
        if (!ranking.advice().isEmpty()) {
            Optional<Path> walDir = Optional.of(directory.walDir())
                    .filter(path -> !path.startsWith(directory.dataDir()));
            text.append("  The command: ")
                    .append(FileCommands.rescue(directory.dataDirs(), walDir, Path.of("rescued.db")).text())
                    .append('\n');
        }
        if (directory.canBeTaken()) {
            text.append("  The database: ").append(Shown.text(directory.database().toString())).append('\n');
        }
    }

    private void member(RankedMember ranked) {
        MemberDirectory directory = ranked.directory();
        text.append(ink.mark(Role.STRONG, Shown.text(directory.dataDir().toString()))).append('\n');
        directory.log().ifPresent(log -> fact("Member", member(directory, log)));
        directory.db().ifPresent(db -> database(directory, db));
        directory.log()
                .ifPresent(log -> fact("Log", log(log) + directory.logCondition()
                        .map(condition -> ", " + words(condition))
                        .orElse("")));
        if (!directory.missing().isEmpty()) {
            fact("Missing", directory.missing());
        }
        fact("Choice", ranked.choosing());
        FindingText findings = new FindingText(ink);
        directory.findings().forEach(finding -> text.append(findings.indented(finding)));
        text.append('\n');
    }

    private void database(MemberDirectory directory, DatabaseFacts db) {
        fact("Database", "revision " + db.revision() + ", index " + Long.toUnsignedString(db.consistentIndex())
                + (db.term() == 0 ? "" : " of term " + Long.toUnsignedString(db.term())) + ", "
                + HumanSize.of(directory.databaseSize()));
        fact("etcd", db.clusterVersion().map(MinorVersion::toString).orElse("of unknown version")
                + db.storageVersion().map(version -> ", storage version " + version).orElse(""));
        fact("Cluster", db.members().isEmpty()
                ? "lists no members"
                : db.members()
                        .stream()
                        .map(member -> member.name().isEmpty() ? member.id().toString() : Shown.name(member.name()))
                        .collect(Collectors.joining(", ")));
    }

    private static String member(MemberDirectory directory, LogFacts log) {
        if (!log.isNamed()) {
            return "unknown: the record of the log that names it is lost";
        }
        return log.memberId()
                + directory.member()
                        .map(Member::name)
                        .filter(name -> !name.isEmpty())
                        .map(name -> " " + Shown.name(name))
                        .orElse("")
                + " of cluster " + log.clusterId();
    }

    private static String log(LogFacts log) {
        return "index " + Long.toUnsignedString(log.lastIndex()) + " of term " + Long.toUnsignedString(log.lastTerm())
                + ", committed up to " + Long.toUnsignedString(log.commit());
    }

    private static String words(LogCondition condition) {
        return switch (condition) {
            case WHOLE -> "whole";
            case TORN -> "torn tail";
            case ENDS_WITH_FILE -> "ends with its file";
            case CUT_SHORT -> "cut short";
            case DAMAGED_WITHIN, DAMAGED -> "damaged";
            case SEGMENTS_MISSING_WITHIN, SEGMENTS_MISSING -> "segments missing";
            case SHORT -> "ends before committed entries";
        };
    }

    private void fact(String name, String value) {
        text.append(FindingText.fact(name, value));
    }
}
