package org.etcdrecovery.console.step.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.recovery.ClusterForm.MemberForm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.url.InitialCluster;

/** The members as typed, and the ways to fill the table. */
final class MemberTable {
    private static final int USUAL_SIZE = 3;
    private static final int LOCAL_HOSTS = 5;
    /** What may surround the value where it is copied from: a flag, a variable, quotes. */
    private static final Pattern WRAPPED = Pattern.compile(
            "(?s)\\s*-?\\s*(?:--?initial-cluster[= ]|(?:export )?ETCD_INITIAL_CLUSTER=)?\\s*[\"']?(.*?)[\"']?[\\s\\\\]*");

    private static final Pattern NAME_AND_URL = Pattern.compile("[^=]+=[A-Za-z]+://[^/].*");

    private final ObservableList<MemberRow> rows = FXCollections.observableArrayList();
    private final ObservableList<MemberRow> shown = FXCollections.unmodifiableObservableList(rows);
    private final BooleanProperty joinLater = new SimpleBooleanProperty();
    private final Supplier<List<Member>> lost;
    private final Runnable edited;
    /** What takes back the changes that can be undone, the last one first. */
    private final Deque<Runnable> undos = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private boolean touched;

    private record Earlier(List<MemberForm> members, boolean joinLater) {}

    /**
     * @param lost   the members that the snapshot names
     * @param edited called after every change
     */
    MemberTable(Supplier<List<Member>> lost, Runnable edited) {
        this.lost = lost;
        this.edited = edited;
    }

    ObservableList<MemberRow> rows() {
        return shown;
    }

    /** Whether only the first member is restored and the others join it. */
    BooleanProperty joinLater() {
        return joinLater;
    }

    /** Whether the operator has changed anything. */
    boolean isTouched() {
        return touched;
    }

    /** Fills in the default: the members of the snapshot, or three on this host. */
    void fillUsual() {
        fill(lost.get().isEmpty() ? grown(List.of(), USUAL_SIZE) : fromSnapshot(), false);
        touched = false;
    }

    /** Restores what was typed earlier. */
    void fill(List<MemberForm> members, boolean othersJoinLater) {
        touched = true;
        joinLater.set(othersJoinLater);
        List<MemberRow> present = new ArrayList<>(rows);
        rows.setAll(members.stream().map(form -> row(form, present)).toList());
        edited.run();
    }

    /** Fills the table so that {@link #undo} can take it back. */
    private void replace(List<MemberForm> members, boolean othersJoinLater) {
        Earlier before = new Earlier(forms(), joinLater.get());
        fill(members, othersJoinLater);
        if (!before.equals(new Earlier(forms(), joinLater.get()))) {
            canUndo(() -> fill(before.members, before.joinLater));
        }
    }

    /** Lets {@link #undo} take back a change that was just made. */
    void canUndo(Runnable back) {
        undos.push(back);
        undoable.set(true);
    }

    /** Takes back the last preset, paste, addition, removal or drawn token. */
    void undo() {
        if (!undos.isEmpty()) {
            undos.pop().run();
            undoable.set(!undos.isEmpty());
        }
    }

    /** Whether there is anything to undo. */
    ReadOnlyBooleanProperty undoable() {
        return undoable.getReadOnlyProperty();
    }

    /** Changes the number of members. Existing rows stay; new ones come from the snapshot if possible. */
    void resize(int size) {
        replace(grown(forms(), size), false);
    }

    /** Restores the first member only; the others join it later. */
    void letOthersJoinLater() {
        replace(grown(forms(), Math.max(rows.size(), USUAL_SIZE)), true);
    }

    /** Takes over the members that the snapshot names. */
    void takeFromSnapshot() {
        replace(fromSnapshot(), false);
    }

    /** Whether the snapshot names any members. */
    boolean hasSnapshotMembers() {
        return !lost.get().isEmpty();
    }

    /**
     * Takes over the value of {@code --initial-cluster}, with or without the text around it.
     *
     * @return what in the text is not a {@code NAME=URL}; empty if the table was replaced
     */
    Optional<String> paste(String text) {
        Matcher matcher = WRAPPED.matcher(text);
        String pasted = matcher.matches() ? matcher.group(1) : text;
        String value = pasted.replaceAll("\\s+", "");
        // Where the text was wrapped, blanks are no part of the value; what is wrong is quoted as it was pasted.
        Optional<String> wrong = Stream.of(pasted.split(",", 0))
                .filter(pair -> !NAME_AND_URL.matcher(pair.replaceAll("\\s+", "")).matches())
                .map(pair -> pair.strip().replaceAll("\\s+", " "))
                .findFirst();
        if (wrong.isPresent()) {
            return wrong;
        }
        SequencedMap<String, List<String>> members = InitialCluster.parse(value);
        replace(members.entrySet()
                .stream()
                .map(member -> member(member.getKey(), ClientUrls.join(member.getValue()), "", false))
                .toList(), false);
        return Optional.empty();
    }

    /** Adds a member. */
    void add() {
        replace(grown(forms(), rows.size() + 1), joinLater.get());
    }

    /** Removes a member. */
    void remove(MemberRow row) {
        replace(rows.stream().filter(other -> other != row).map(MemberRow::form).toList(), joinLater.get());
    }

    List<MemberForm> forms() {
        return rows.stream().map(MemberRow::form).toList();
    }

    /** Reuses the row of an unchanged member, so that its view keeps the focus. */
    private MemberRow row(MemberForm form, List<MemberRow> present) {
        Optional<MemberRow> same = present.stream().filter(row -> row.form().equals(form)).findFirst();
        same.ifPresent(present::remove);
        return same.orElseGet(() -> {
            MemberRow row = new MemberRow(form);
            row.onEdit(this::changed);
            return row;
        });
    }

    private void changed() {
        touched = true;
        edited.run();
    }

    private List<MemberForm> fromSnapshot() {
        List<Member> members = lost.get();
        return IntStream.range(0, members.size()).mapToObj(i -> {
            Member member = members.get(i);
            return member(member.name().isEmpty() ? "m" + (i + 1) : member.name(), ClientUrls.join(member.peerUrls()),
                    ClientUrls.join(member.clientUrls()), member.learner());
        }).toList();
    }

    private List<MemberForm> grown(List<MemberForm> present, int size) {
        List<MemberForm> members = new ArrayList<>(present.subList(0, Math.min(size, present.size())));
        boolean local = isLocal(members);
        for (MemberForm known : fromSnapshot()) {
            boolean isNew = members.stream()
                    .noneMatch(member -> member.name().equals(known.name())
                            || member.peerUrls().equals(known.peerUrls()));
            // Members on this host and members on other hosts do not mix.
            boolean fits = members.isEmpty() || local == ClientUrls.isLocal(known.peerUrls());
            if (members.size() < size && isNew && fits) {
                members.add(known);
            }
        }
        while (members.size() < size) {
            members.add(another(members));
        }
        return members;
    }

    /**
     * Creates another member. Next to members on this host it gets its own ports; the address of another host cannot be
     * guessed.
     */
    private static MemberForm another(List<MemberForm> members) {
        var names = members.stream().map(MemberForm::name).collect(Collectors.toSet());
        String name = IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> "m" + i)
                .filter(free -> !names.contains(free))
                .findFirst()
                .orElseThrow();
        boolean local = isLocal(members);
        var taken = members.stream().map(MemberForm::peerUrls).collect(Collectors.toSet());
        String peer = !local
                ? ""
                : IntStream.rangeClosed(1, LOCAL_HOSTS)
                        .mapToObj(i -> "http://127.0.0.1:" + i + "2380")
                        .filter(url -> !taken.contains(url))
                        .findFirst()
                        .orElse("");
        return member(name, peer, "", false);
    }

    private static boolean isLocal(List<MemberForm> members) {
        return members.stream().allMatch(member -> ClientUrls.isLocal(member.peerUrls()));
    }

    private static MemberForm member(String name, String peerUrls, String clientUrls, boolean learner) {
        return new MemberForm(name, peerUrls, clientUrls, "", "", learner);
    }
}
