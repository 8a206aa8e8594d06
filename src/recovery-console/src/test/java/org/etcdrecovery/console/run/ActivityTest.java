package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.junit.jupiter.api.Test;

class ActivityTest {
    /** A wrapper for each caller would be collected, and its listeners with it. */
    @Test
    void tellsOfStagesForAsLongAsItLives() {
        Activity activity = new Activity();
        List<String> seen = new ArrayList<>();
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(stage -> seen.add(stage.subject()));
            }
        });
        assertThat(activity.stages()).isSameAs(activity.stages());
        new DirectTaskRunner().run(activity, reporter -> {
            try (Work work = reporter.progress().begin(Stage.DELIVER, "m1", 1)) {
                work.advance(1);
            }
            return true;
        }, _ -> {}, _ -> {});
        assertThat(seen).containsExactly("m1");
    }
}
