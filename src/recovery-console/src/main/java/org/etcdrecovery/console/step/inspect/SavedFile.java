package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CopyRow;

/** What a save left on the disk: the snapshot, its hash, and the manifest next to it. */
final class SavedFile extends VBox {
    private final Texts texts = Texts.of("inspect");
    private final InspectViewModel model;
    private final Card card = new Card();
    private final FailureNotice failure = new FailureNotice();

    SavedFile(InspectViewModel model) {
        super(10);
        this.model = model;
        setId("savedFile");
        getChildren().setAll(card, failure);
        model.inspected().subscribe(_ -> show());
        model.saved().subscribe(_ -> show());
    }

    private void show() {
        Optional<Inspected> inspected = model.inspected().get();
        List<Node> rows = new ArrayList<>();
        model.saved().get().filter(_ -> inspected.isPresent()).ifPresent(saved -> {
            rows.add(row("saved.file", saved.file().toString()));
            rows.add(row("saved.sha256", saved.sha256()));
        });
        inspected.flatMap(Inspected::manifest).ifPresent(path -> rows.add(row("saved.manifest", path.toString())));
        card.setRows(rows);
        inspected.flatMap(Inspected::failed)
                .ifPresentOrElse(why -> failure.show(texts.get("saved.failed"), why), failure::clear);
        Blocks.show(this, !rows.isEmpty());
    }

    private Node row(String key, String value) {
        return CopyRow.of(texts.get(key), value, key.replace('.', '-'));
    }
}
