package org.etcdrecovery.console.step.source;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.profile.ProfileChoice;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.step.source.cluster.AdviceBlock;
import org.etcdrecovery.console.step.source.cluster.ConnectionBlock;
import org.etcdrecovery.console.step.source.cluster.ContactsBlock;
import org.etcdrecovery.console.step.source.cluster.DamageBlock;
import org.etcdrecovery.console.step.source.cluster.QuorumBlock;
import org.etcdrecovery.console.step.source.directories.DirectoriesBlock;
import org.etcdrecovery.console.step.source.fetch.FetchBlock;
import org.etcdrecovery.console.step.source.file.FileBlock;
import org.etcdrecovery.console.step.source.rescue.RescueBlock;
import org.etcdrecovery.console.step.source.store.StoreBlock;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.SegmentedChoice;

/** The page of the step Source. */
public final class SourceView extends VBox {
    private final Texts texts = Texts.of("source");
    private final SourceViewModel model;

    /** A view of this model. */
    public SourceView(SourceViewModel model) {
        this.model = model;
        boolean rescue = model.run() == RunKind.RESCUE;
        String sentence = switch (model.run()) {
            case SAVE -> "sentence.SAVE";
            case INSPECT -> "sentence.INSPECT";
            case RECOVER, RESCUE -> "sentence";
        };
        getChildren().setAll(Blocks.page(texts.get(rescue ? "rescue.title" : "title"),
                texts.get(rescue ? "rescue.sentence" : sentence), ways(),
                shownFor(SourceKind.ENDPOINTS, new ConnectionBlock(model.cluster())),
                shownFor(SourceKind.ENDPOINTS, new QuorumBlock(model.cluster())),
                shownFor(SourceKind.ENDPOINTS, new DamageBlock(model.cluster())),
                shownFor(SourceKind.ENDPOINTS, new AdviceBlock(model.cluster())),
                shownFor(SourceKind.ENDPOINTS, new ContactsBlock(model.cluster())),
                shownFor(SourceKind.FILE, new FileBlock(model.file(), model.outline().primary()::fire)),
                shownFor(SourceKind.STORE, new StoreBlock(model.store(), model.dialogs(), model.outline())),
                shownFor(SourceKind.DIRECTORY, directories()), new DecisionBlock(model)));
    }

    private Node directories() {
        return new DirectoriesBlock(model.directories(), new FetchBlock(model.fetch()), new RescueBlock(model.rescue()),
                model.rescue().phase().map(phase -> phase != Making.CLOSED), model::takeDatabase);
    }

    private Node ways() {
        SegmentedChoice<SourceKind> choice = new SegmentedChoice<>(model.ways(), kind -> texts.get("kind." + kind),
                kind -> "source-" + kind.name().toLowerCase(Locale.ROOT), model.kind());
        choice.setAccessibleText(texts.get("kind.label"));
        Blocks.show(choice, model.ways().size() > 1);
        HBox row = new HBox(choice, Blocks.spacer(),
                shownFor(SourceKind.ENDPOINTS,
                        new ProfileChoice("profile", model.profiles(), model.connection().settings())),
                shownFor(SourceKind.STORE,
                        new ProfileChoice("storeProfile", model.store().profiles(), model.store().typed())));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Wraps the block in a pane, so that the block can still show or hide on its own. */
    private Node shownFor(SourceKind kind, Node block) {
        VBox pane = new VBox(block);
        model.kind().subscribe(now -> Blocks.show(pane, now == kind && block.isManaged()));
        block.managedProperty().subscribe(managed -> Blocks.show(pane, managed && model.kind().get() == kind));
        return pane;
    }
}
