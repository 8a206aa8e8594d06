package org.etcdrecovery.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.etcdrecovery.bench.corpus.History.Survivors;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String SEED = "a seed";
    private static final int SLOTS = 100;
    private static final int CHANGES = 5000;

    private final List<Change> changes = changes();

    @Test
    void beginsAtTheFirstRevisionOfANewStore() {
        assertThat(changes.getFirst().main()).isEqualTo(2);
    }

    @Test
    void ordersItsChangesByRevision() {
        assertThat(changes).isSortedAccordingTo(Comparator.comparingLong(Change::main).thenComparingInt(Change::sub));
    }

    @Test
    void changesAKeyOnceInATransaction() {
        Set<List<Long>> seen = new HashSet<>();

        assertThat(changes).allMatch(change -> seen.add(List.of(change.main(), (long) change.slot())));
        assertThat(changes).anyMatch(change -> change.sub() > 1);
    }

    @Test
    void countsTheVersionsOfAKeyFromItsCreation() {
        Map<Integer, Change> before = new HashMap<>();

        for (Change change : changes) {
            Change last = before.put(change.slot(), change);
            if (last == null || last.isDeletion()) {
                assertThat(change.version()).isEqualTo(1);
                assertThat(change.created()).isEqualTo(change.main());
            } else if (!change.isDeletion()) {
                assertThat(change.version()).isEqualTo(last.version() + 1);
                assertThat(change.created()).isEqualTo(last.created());
            }
        }
        assertThat(changes).anyMatch(Change::isDeletion);
    }

    @Test
    void aCompactionKeepsTheNewestChangeOfEachKeyThatExists() {
        int before = 64 * 30;
        Survivors survivors = History.compact(SEED, SLOTS, before - 10);
        Map<Integer, Change> newest = new HashMap<>();
        changes.subList(0, before).forEach(change -> newest.put(change.slot(), change));
        newest.values().removeIf(Change::isDeletion);

        assertThat(survivors.compacted()).isEqualTo(changes.get(before - 1).main());
        assertThat(changes.subList(0, before)).filteredOn(survivors::include)
                .containsExactlyInAnyOrderElementsOf(newest.values());
        assertThat(changes.subList(before, CHANGES)).allMatch(survivors::include);
    }

    private static List<Change> changes() {
        History history = new History(SEED, SLOTS);
        List<Change> changes = new ArrayList<>();
        while (history.changes() < CHANGES) {
            changes.add(history.next());
        }
        return changes;
    }
}
