package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrimaryActionTest {
    private final PrimaryAction action = new PrimaryAction();
    private final AtomicInteger fired = new AtomicInteger();

    @Test
    void doesWhatItIsNamedAfter() {
        action.offer("Write 3 data directories", fired::incrementAndGet);
        action.fire();

        assertThat(fired).hasValue(1);
        assertThat(action.text().get()).isEqualTo("Write 3 data directories");
    }

    @Test
    void doesNothingWhileItSaysWhyNot() {
        action.offer("Continue", fired::incrementAndGet);
        action.withhold("Continue", "1 problem in the members table");
        action.fire();

        assertThat(fired).hasValue(0);
        assertThat(action.reason().get()).isEqualTo("1 problem in the members table");
    }
}
