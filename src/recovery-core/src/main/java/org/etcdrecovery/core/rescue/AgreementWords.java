package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.rescue.Agreement.Group;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

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

    List<String> all() {
        if (!agreement.problem().isEmpty()) {
            return List.of(agreement.problem());
        }
        if (agreement.isUnanimous()) {
            return List.of("The databases of " + names(agreement.groups().getFirst()) + " agree up to revision "
                    + agreement.revision() + "."
                    + (agreement.differing().isEmpty()
                            ? ""
                            : " But though they end at the same entry, they differ in "
                                    + String.join(", ", agreement.differing())
                                    + ": compare users, roles and alarms before you choose one."));
        }
        List<String> words = new ArrayList<>();
        words.add("The databases differ at revision " + agreement.revision() + sameIndex() + ": HashKV is "
                + agreement.groups()
                        .stream()
                        .map(group -> HexFormat.of().toHexDigits(group.hash()) + " in " + names(group))
                        .collect(Collectors.joining(", "))
                + "." + differing());
        words.add(judgement());
        return words;
    }

    private String sameIndex() {
        List<Long> indices = directories.stream()
                .flatMap(directory -> directory.db().stream())
                .map(DatabaseFacts::consistentIndex)
                .distinct()
                .toList();
        return indices.size() == 1
                ? ", though all of them end at the same entry, " + Long.toUnsignedString(indices.getFirst())
                : "";
    }

    private String differing() {
        return agreement.differing().isEmpty()
                ? " The difference lies before the last compaction."
                : " The first differences: " + String.join(", ", agreement.differing()) + ".";
    }

    String judgement() {
        return agreement.majority()
                .map(group -> names(group) + " agree and are " + group.members() + " of the cluster's "
                        + agreement.members() + " members, a majority. "
                        + agreement.groups()
                                .stream()
                                .filter(other -> !other.equals(group))
                                .map(this::names)
                                .collect(Collectors.joining(", "))
                        + " is in the minority and is not used.")
                .orElseGet(() -> "None of them is a majority of the cluster's " + agreement.members()
                        + " members, so none can be called right. Add the directories of the other members; or compare"
                        + " what differs and choose one by naming it alone.");
    }

    private String names(Group group) {
        return group.databases().stream().map(this::name).collect(Collectors.joining(" and "));
    }

    private String name(Path database) {
        return directories.stream()
                .filter(directory -> directory.database().equals(database))
                .findFirst()
                .map(names::of)
                .orElse(database.toString());
    }
}
