package org.etcdrecovery.console.deliver;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.etcdrecovery.console.deliver.HostFacts.Copied;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.core.progress.Stage;

/** Shows in the rows of the members how far their copies have come. */
final class CopyProgress {
    private final DeliveryModel model;

    CopyProgress(DeliveryModel model) {
        this.model = model;
    }

    /** Shows it of copies that run in this activity. */
    void follow(Activity activity) {
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().stream().filter(CopyProgress::isCopy).forEach(this::follow);
            }
        });
    }

    private static boolean isCopy(StageProgress stage) {
        return stage.stage() == Stage.DELIVER && stage.total() > 0;
    }

    private void follow(StageProgress stage) {
        model.chosen().row(stage.subject()).ifPresent(row -> {
            row.expect(stage.total());
            stage.done().subscribe(() -> {
                if (model.running().get().equals(Optional.of(DeliveryStep.STAGE))
                        && stage.done().get() < stage.total()) {
                    row.copying(new Copied(stage.done().get(), stage.total(), stage.rate()));
                }
            });
        });
    }
}
