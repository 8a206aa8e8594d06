package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.Test;

class WhileShownTest extends ScreenTest {
    private static final Duration PAUSE = Duration.millis(10);
    private static final int TIMES = 3;

    private final Label view = onFx(() -> new Label("view"));

    @Test
    void anActionIsRepeatedOnlyWhileItsViewIsShown() throws TimeoutException {
        AtomicInteger times = new AtomicInteger();
        VBox page = show(VBox::new);
        doOnFx(() -> WhileShown.every(PAUSE, view, times::incrementAndGet));
        awaitPauses(page);
        assertThat(times).as("before it is shown").hasValue(0);

        doOnFx(() -> page.getChildren().add(view));
        await(() -> times.get() >= TIMES);

        doOnFx(() -> page.getChildren().remove(view));
        int before = onFx(times::get);
        awaitPauses(page);
        assertThat(times).as("once it is gone").hasValue(before);

        doOnFx(() -> page.getChildren().add(view));
        await(() -> times.get() >= before + TIMES);
    }

    @Test
    void anActionThatFailsIsRepeatedToo() throws TimeoutException {
        AtomicInteger times = new AtomicInteger();
        List<Throwable> thrown = new ArrayList<>();
        UncaughtExceptionHandler usual = onFx(() -> Thread.currentThread().getUncaughtExceptionHandler());
        doOnFx(() -> Thread.currentThread().setUncaughtExceptionHandler((_, failed) -> thrown.add(failed)));
        try {
            show(() -> new VBox(view));
            doOnFx(() -> WhileShown.every(PAUSE, view, () -> {
                times.incrementAndGet();
                throw new IllegalStateException("this look fails");
            }));
            await(() -> times.get() >= TIMES);
        } finally {
            doOnFx(() -> stage().hide());
            doOnFx(() -> Thread.currentThread().setUncaughtExceptionHandler(usual));
        }

        assertThat(thrown).hasSizeGreaterThanOrEqualTo(TIMES - 1);
    }

    /** A page with a clock is opened and left often: each time must end the clock of the time before. */
    @Test
    void aViewThatComesBackHasOneClock() throws TimeoutException {
        List<Integer> order = new ArrayList<>();
        AtomicInteger other = new AtomicInteger();
        VBox page = show(VBox::new);
        doOnFx(() -> {
            WhileShown.every(PAUSE, view, () -> order.add(other.get()));
            for (int i = 0; i < 20; i++) {
                page.getChildren().setAll(view);
                page.getChildren().clear();
            }
            Label beside = new Label("beside");
            WhileShown.every(PAUSE, beside, other::incrementAndGet);
            page.getChildren().setAll(view, beside);
        });
        await(() -> other.get() >= 2 * TIMES);

        // Were all of them running, most would have come before the other clock's second time.
        assertThat(onFx(() -> order.stream().filter(count -> count < 2).count())).isLessThan(20);
    }

    @Test
    void aValueIsFollowedOnlyWhileTheViewIsInAScene() {
        SimpleStringProperty value = new SimpleStringProperty("a");
        List<String> heard = new ArrayList<>();
        VBox page = show(() -> new VBox(view));
        doOnFx(() -> WhileShown.follow(view, value, heard::add));
        doOnFx(() -> value.set("b"));
        doOnFx(() -> page.getChildren().clear());
        doOnFx(() -> value.set("c"));
        assertThat(heard).containsExactly("a", "b");

        doOnFx(() -> page.getChildren().add(view));
        assertThat(heard).containsExactly("a", "b", "c");
    }

    /** Until another clock with the same pause has struck several times. */
    private void awaitPauses(VBox page) throws TimeoutException {
        AtomicInteger struck = new AtomicInteger();
        doOnFx(() -> {
            Label other = new Label("other");
            WhileShown.every(PAUSE, other, struck::incrementAndGet);
            page.getChildren().add(other);
        });
        await(() -> struck.get() >= TIMES);
    }
}
