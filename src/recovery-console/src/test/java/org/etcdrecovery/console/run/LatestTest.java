package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final List<String> shown = new ArrayList<>();
    private final Latest<String> latest = new Latest<>(runner, shown::add);

    @Test
    void showsOnlyTheResultOfTheLastRequest() {
        latest.read(_ -> "first");
        latest.read(_ -> "second");
        latest.read(_ -> "third");
        releaseAll();

        assertThat(shown).containsExactly("third");
    }

    @Test
    void cancelsTheRunningJobWhenAnotherIsRequested() {
        latest.read(_ -> "first");
        assertThat(latest.activity().stopping().get()).isFalse();
        latest.read(_ -> "second");

        assertThat(latest.activity().stopping().get()).isTrue();
    }

    @Test
    void showsNothingThatWasDropped() {
        latest.read(_ -> "first");
        latest.forget();
        releaseAll();

        assertThat(shown).isEmpty();
        assertThat(latest.failed().get()).isEmpty();
        assertThat(latest.activity().isRunning()).isFalse();
    }

    @Test
    void aFailureIsShownUntilTheNextRequest() {
        latest.read(_ -> {
            throw new IOException("disk gone");
        });
        releaseAll();
        assertThat(latest.failed().get()).isPresent();

        latest.read(_ -> "second");
        assertThat(latest.failed().get()).isEmpty();
        releaseAll();
        assertThat(shown).containsExactly("second");
    }

    @Test
    void aStoppedJobIsNoFailure() {
        latest.read(_ -> "first");
        latest.activity().cancel();
        releaseAll();

        assertThat(shown).isEmpty();
        assertThat(latest.failed().get()).isEmpty();
    }

    private void releaseAll() {
        while (runner.isHolding()) {
            runner.release();
        }
    }
}
