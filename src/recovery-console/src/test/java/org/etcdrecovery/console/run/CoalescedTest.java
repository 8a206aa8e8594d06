package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.junit.jupiter.api.Test;

class CoalescedTest {
    private final IntegerProperty typed = new SimpleIntegerProperty();
    private final List<Integer> seen = new ArrayList<>();
    private final Coalesced refresh = new Coalesced(() -> seen.add(typed.get()));

    @Test
    void repeatsTheWorkAfterEachChange() {
        typed.subscribe((_, _) -> refresh.changed());
        typed.set(1);
        typed.set(2);

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void repeatsItOnceForChangesThatBelongTogether() {
        typed.subscribe((_, _) -> refresh.changed());
        refresh.together(() -> {
            typed.set(1);
            typed.set(2);
        });

        assertThat(seen).containsExactly(2);
    }

    @Test
    void repeatsItOnceMoreForWhatTheWorkChanges() {
        Coalesced rounding = new Coalesced(() -> {
            seen.add(typed.get());
            typed.set(typed.get() / 10 * 10);
        });
        typed.subscribe((_, _) -> rounding.changed());
        typed.set(42);

        assertThat(seen).containsExactly(42, 40);
    }

    @Test
    void worksAgainAfterAFailure() {
        Coalesced failing = new Coalesced(() -> {
            seen.add(typed.get());
            if (typed.get() == 1) {
                throw new IllegalStateException("once");
            }
        });
        typed.set(1);
        assertThat(catchThrowable(failing::changed)).hasMessage("once");
        typed.set(2);
        failing.changed();

        assertThat(seen).containsExactly(1, 2);
    }
}
