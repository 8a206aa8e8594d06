package org.etcdrecovery.console.explorer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.contents.ContentSearch.Part;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final List<Integer> handed = new ArrayList<>();
    private final Batches batches = new Batches((found, _) -> handed.add(found.size()));

    @Test
    void theFirstMatchIsHandedOnAtOnce() {
        batches.add(match(Part.VALUE, 1));

        assertThat(handed).containsExactly(1);
    }

    @Test
    void aFloodOfMatchesIsNotHandedOnOneByOne() {
        for (int i = 0; i < 100_000; i++) {
            batches.add(match(Part.VALUE, 1));
        }
        batches.flush();

        assertThat(handed).hasSizeLessThan(1_000);
        assertThat(handed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(Batches.MOST_LISTED);
    }

    @Test
    void longKeysDoNotFillTheMemory() {
        for (int i = 0; i < 40; i++) {
            batches.add(match(Part.VALUE, 1 << 20));
        }
        batches.flush();

        assertThat(handed.stream().mapToInt(Integer::intValue).sum()).isBetween(10, 16);
    }

    @Test
    void aMatchInAKeyIsNone() {
        batches.add(match(Part.KEY, 1));
        batches.flush();

        assertThat(handed).isEmpty();
    }

    private static Match match(Part part, int keyLength) {
        return new Match(new KeyRow(new byte[keyLength], 1, 1, 1, LeaseId.NONE, 1), part, 0, new byte[0]);
    }
}
