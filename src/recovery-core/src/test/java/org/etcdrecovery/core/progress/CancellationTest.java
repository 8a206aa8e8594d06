package org.etcdrecovery.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final List<String> heard = new ArrayList<>();

    @Test
    void passesReportsOnUntilItIsCancelled() {
        Progress progress = cancellation.guard(this::record);
        try (Work work = progress.begin(Stage.HASH, "file", 10)) {
            work.advance(4);
            cancellation.cancel();
            assertThatThrownBy(() -> work.advance(1)).isInstanceOf(CancellationException.class);
        }
        assertThat(heard).containsExactly("HASH file 10", "4", "end");
    }

    @Test
    void beginsNothingOnceCancelled() {
        cancellation.cancel();
        assertThatThrownBy(() -> cancellation.guard(this::record).begin(Stage.CHECK, "file", -1))
                .isInstanceOf(CancellationException.class);
        assertThat(heard).isEmpty();
    }

    private Work record(Stage stage, String subject, long total) {
        heard.add(stage + " " + subject + " " + total);
        return new Work() {
            @Override
            public void advance(long amount) {
                heard.add(Long.toString(amount));
            }

            @Override
            public void close() {
                heard.add("end");
            }
        };
    }
}
