package org.etcdrecovery.console.step.restore;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.restore.DiskSpace;
import org.etcdrecovery.core.restore.RestorePreview;

/** The exact tree that is written, and the disk space for it. */
final class TreeCard extends VBox {
    private final Texts texts = Texts.of("restore");
    private final TargetsModel model;
    private final CommandBlock tree = new CommandBlock();
    private final VBox spaces = new VBox(2);

    TreeCard(TargetsModel model) {
        this.model = model;
        setId("targetTree");
        tree.setId("tree");
        tree.getStyleClass().add("tree");
        Button again = new Button(texts.get("look.again"));
        again.setId("lookAgain");
        again.getStyleClass().add("small");
        again.setOnAction(_ -> model.look());
        Label looking = Blocks.muted(texts.get("looking"));
        Card card = Card.titled(texts.get("tree.title"), Card.section(tree, spaces))
                .withHead(Blocks.spacer(), looking, again);
        getChildren().setAll(card);
        model.looking().subscribe(busy -> {
            Blocks.show(looking, busy);
            again.setDisable(busy);
        });
        model.preview().subscribe(found -> found.ifPresent(this::show));
    }

    /** Whether there is anything to show. */
    boolean hasContent() {
        return model.preview().get().isPresent();
    }

    private void show(RestorePreview preview) {
        tree.setText(preview.tree().stripTrailing());
        List<DiskSpace> all = preview.spaces();
        spaces.getChildren()
                .setAll(all.stream()
                        .map(space -> Blocks.caption(texts.get("tree.space", Quantities.size(space.needed()),
                                Quantities.size(space.free()), space.store())))
                        .toList());
    }
}
