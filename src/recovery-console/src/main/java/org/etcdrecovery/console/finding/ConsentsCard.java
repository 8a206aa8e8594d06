package org.etcdrecovery.console.finding;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.finding.Finding;

/** Asks for consent, finding by finding: what it is, what it means, what else could be done. */
public final class ConsentsCard extends VBox {
    private final Consents consents;
    private final Card card = Card.titled(Texts.of("finding").get("consents"));

    /** A card for these consents. */
    public ConsentsCard(Consents consents) {
        this.consents = consents;
        setId("consents");
        getChildren().setAll(card);
        consents.asked().subscribe(this::show);
    }

    private void show(List<Finding> findings) {
        card.setRows(findings.stream().map(this::row).toList());
        Blocks.show(this, !findings.isEmpty());
    }

    private Node row(Finding finding) {
        String code = finding.code().text();
        CheckBox box = new CheckBox(finding.summary());
        box.setId("accept-" + code.replace('.', '-'));
        box.getStyleClass().add("strong");
        box.setMnemonicParsing(false);
        box.setWrapText(true);
        box.setMinHeight(USE_PREF_SIZE);
        box.setAccessibleHelp(ButtonNames.in(finding.why() + " " + finding.remedy()));
        box.setSelected(consents.given().get().contains(finding));
        box.setOnAction(_ -> consents.give(finding, box.isSelected()));
        VBox meaning = new VBox(4, new RichText(ButtonNames.in(finding.why())));
        if (!finding.remedy().equals("Nothing.")) {
            meaning.getChildren().add(new RichText(ButtonNames.in(finding.remedy())));
        }
        meaning.getChildren().add(new CodeLine(finding));
        meaning.getStyleClass().add("consent-meaning");
        VBox row = new VBox(4, box, meaning);
        row.getStyleClass().addAll("card-row", "finding");
        return row;
    }
}
