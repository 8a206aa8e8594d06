package org.etcdrecovery.console.step.source;

import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Tone;

/** What to confirm before a restore next to a cluster that may be running. */
final class DecisionBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final Banner banner = new Banner();
    private final CheckBox box = new CheckBox();

    DecisionBlock(SourceViewModel model) {
        super(10);
        setId("decision");
        box.setId("understood");
        box.setWrapText(true);
        box.setMnemonicParsing(false);
        box.setOnAction(_ -> model.understand(box.isSelected()));
        model.understood().subscribe(box::setSelected);
        getChildren().setAll(banner, box);
        model.decision().subscribe(this::show);
    }

    private void show(Decision decision) {
        Blocks.show(this, decision != Decision.NONE);
        if (decision != Decision.NONE) {
            String key = decision == Decision.PAST_QUORUM ? "decision.past" : "decision.unsure";
            banner.say(Tone.WARNING, texts.get(key + ".title"), texts.get(key + ".text"));
            box.setText(texts.get(key + ".box"));
        }
    }
}
