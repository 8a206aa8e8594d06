package org.etcdrecovery.console.step.cluster;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Cluster. */
public final class ClusterView extends VBox {
    private final Texts texts = Texts.of("cluster");

    /** The page of a model. */
    public ClusterView(ClusterViewModel model) {
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence")));
    }
}
