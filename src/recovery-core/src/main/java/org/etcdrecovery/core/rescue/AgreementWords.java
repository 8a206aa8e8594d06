package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.rescue.Agreement.Group;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.text.Listed;

/** What members say of each other, in words. */
final class AgreementWords {
    private final Agreement agreement;
    private final List<MemberDirectory> directories;
    private final DirectoryNames names;

    AgreementWords(Agreement agreement, List<MemberDirectory> directories, DirectoryNames names) {
        this.agreement = agreement;
        this.directories = directories;
        this.names = names;
    }

    List<RankingNotice> all() {
        if (!agreement.problem().isEmpty()) {
            return List.of(RankingNotice.warning(agreement.problem()));
        }
        if (agreement.isUnanimous()) {
            String agree = "The databases of " + names(agreement.groups().getFirst().databases())
                    + " agree up to revision " + agreement.revision() + ".";
            return List.of(agreement.differing().isEmpty()
                    ? RankingNotice.reassuring(agree)
                    : RankingNotice.warning(agree + " But they differ in " + Listed.and(agreement.differing())
                            + ", although they end at the same entry: compare users, roles and alarms before you choose"
                            + " one."));
        }
        List<RankingNotice> notices = new ArrayList<>();
        notices.add(RankingNotice.warning("The databases differ at revision " + agreement.revision() + sameIndex()
                + ": HashKV is "
                + agreement.groups()
                        .stream()
                        .map(group -> HexFormat.of().toHexDigits(group.hash()) + " in " + names(group.databases()))
                        .collect(Collectors.joining(", "))
                + "." + differing()));
        notices.add(agreement.majority().isPresent()
                ? RankingNotice.neutral(judgement())
                : RankingNotice.warning(judgement()));
        notCounted().stream().map(RankingNotice::neutral).forEach(notices::add);
        return notices;
    }

    private String sameIndex() {
        List<Long> indices = directories.stream()
                .flatMap(directory -> directory.db().stream())
                .map(DatabaseFacts::consistentIndex)
                .distinct()
                .toList();
        return indices.size() == 1
                ? ", although all of them end at entry " + Long.toUnsignedString(indices.getFirst())
                : "";
    }

    private String differing() {
        return agreement.differing().isEmpty()
                ? " They differ in what was written before the last compaction."
                : " The first differences: " + Listed.and(agreement.differing()) + ".";
    }

    private List<String> notCounted() {
        return agreement.ignored()
                .stream()
                .map(each -> name(each.database()) + " does not count towards a majority: " + each.reason() + ".")
                .toList();
    }

    String judgement() {
        return agreement.majority()
                .map(this::majority)
                .orElseGet(() -> "No group has a majority of the cluster's " + agreement.voters()
                        + " voting members. Add the directories of the other members;"
                        + " or compare what differs, and choose one directory by giving it alone.");
    }

    private String majority(Group group) {
        List<Path> others = agreement.groups()
                .stream()
                .filter(other -> !other.equals(group))
                .flatMap(other -> other.databases().stream())
                .toList();
        return names(group.databases()) + (group.databases().size() > 1 ? " agree: " : ": ") + group.voters()
                + " of the cluster's "
                + agreement.voters() + " voting members, a majority. "
                + names(others)
                + (others.size() > 1
                        ? " are in the minority and are not used."
                        : " is in the minority and is not used.");
    }

    private String names(List<Path> databases) {
        return Listed.and(databases.stream().map(this::name).toList());
    }

    private String name(Path database) {
        return directories.stream()
                .filter(directory -> directory.database().equals(database))
                .findFirst()
                .map(names::of)
                .orElse(database.toString());
    }
}
