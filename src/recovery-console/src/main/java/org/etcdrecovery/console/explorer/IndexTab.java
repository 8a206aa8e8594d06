package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.indexing.KeyIndexing;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.DamageNotes;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** A tab that needs the index of the keys: until there is one, how far that is; above it what could not be read. */
final class IndexTab extends StackPane {
    private final Texts texts = Texts.of("explorer");
    private final FailureNotice failure = new FailureNotice();
    private final StackPane waiting = new StackPane();
    private final DamageNotes unreadable = new DamageNotes();
    private Subscription following = Subscription.EMPTY;

    IndexTab(ExplorerViewModel model, Node content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox whole = new VBox(12, unreadable, content);
        setMinHeight(0);
        setAlignment(failure, Pos.TOP_LEFT);
        getChildren().setAll(waiting, failure, whole);
        model.keys().index().subscribe(index -> {
            Blocks.show(whole, index.isPresent());
            show(index);
        });
        model.indexing().subscribe(this::follow);
    }

    private void show(Optional<KeyIndex> index) {
        unreadable.show(texts.get("damaged.keys"), index.map(KeyIndex::unreadable).orElse(List.of()));
    }

    private void follow(KeyIndexing indexing) {
        following.unsubscribe();
        ReadingProgress progress = new ReadingProgress("keysReading", indexing.activity());
        progress.setAlignment(Pos.CENTER);
        waiting.getChildren()
                .setAll(new EmptyState(MaterialDesignF.FILE_TREE_OUTLINE, texts.get("keys.arranging"), progress));
        following = Subscription.combine(
                indexing.activity().running().subscribe(running -> Blocks.show(waiting, running)),
                indexing.failed()
                        .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                                failure::clear)));
    }
}
