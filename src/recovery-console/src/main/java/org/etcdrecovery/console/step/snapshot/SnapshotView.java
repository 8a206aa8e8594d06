package org.etcdrecovery.console.step.snapshot;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Snapshot. */
public final class SnapshotView extends VBox {
    private final Texts texts = Texts.of("snapshot");

    /** The page of a model. */
    public SnapshotView(SnapshotViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
