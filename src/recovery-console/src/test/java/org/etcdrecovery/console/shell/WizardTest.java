package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WizardTest {
    private final List<StepId> entered = new ArrayList<>();
    private final Step source = new Step(StepId.SOURCE);
    private final Step snapshot = new Step(StepId.SNAPSHOT);
    private final Step inspect = new Step(StepId.INSPECT);
    private final Wizard wizard = new Wizard(List.of(source, snapshot, inspect));

    @Test
    void goesForwardAndBackAndNoFurther() {
        wizard.forward();
        wizard.forward();
        wizard.forward();
        assertThat(wizard.current().get()).isSameAs(inspect);

        wizard.back();
        wizard.back();
        wizard.back();
        assertThat(wizard.current().get()).isSameAs(source);
        assertThat(entered).containsExactly(StepId.SNAPSHOT, StepId.INSPECT, StepId.SNAPSHOT, StepId.SOURCE);
    }

    @Test
    void passesByWhatHasNothingToDo() {
        snapshot.passedBy = true;

        wizard.forward();
        assertThat(wizard.current().get()).isSameAs(inspect);
        wizard.back();
        assertThat(wizard.current().get()).isSameAs(source);
    }

    @Test
    void opensAStepOnceEverythingBeforeItIsPassed() {
        assertThat(wizard.isOpen(inspect)).isFalse();
        wizard.goTo(inspect);
        assertThat(wizard.current().get()).isSameAs(source);

        source.outline.setState(StepState.DONE, "");
        snapshot.outline.setState(StepState.ATTENTION, "");
        wizard.goTo(inspect);
        assertThat(wizard.current().get()).isSameAs(inspect);
    }

    @Test
    void closesWhatFollowsWhenSomethingBeforeItChanges() {
        source.outline.setState(StepState.DONE, "");
        snapshot.outline.setState(StepState.TODO_AGAIN, "");

        assertThat(wizard.isOpen(snapshot)).isTrue();
        assertThat(wizard.isOpen(inspect)).isFalse();
    }

    @Test
    void nothingIsDoneWhileSomethingBeforeItIsNot() {
        source.outline.setState(StepState.DONE, "");
        snapshot.outline.setState(StepState.DONE, "");
        assertThat(wizard.stateOf(snapshot)).isEqualTo(StepState.DONE);

        source.outline.setState(StepState.TODO_AGAIN, "");
        assertThat(wizard.stateOf(source)).isEqualTo(StepState.TODO_AGAIN);
        assertThat(wizard.stateOf(snapshot)).isEqualTo(StepState.TODO_AGAIN);
        assertThat(wizard.stateOf(inspect)).isEqualTo(StepState.TODO);
    }

    @Test
    void isMovedByItsSteps() {
        source.outline.forward();
        assertThat(wizard.current().get()).isSameAs(snapshot);

        snapshot.outline.goTo(StepId.SOURCE);
        assertThat(wizard.current().get()).isSameAs(source);
    }

    private final class Step implements StepModel {
        private final StepOutline outline;
        private boolean passedBy;

        Step(StepId id) {
            outline = new StepOutline(id);
        }

        @Override
        public StepOutline outline() {
            return outline;
        }

        @Override
        public void entered() {
            entered.add(outline.id());
        }

        @Override
        public boolean isPassedBy() {
            return passedBy;
        }
    }
}
