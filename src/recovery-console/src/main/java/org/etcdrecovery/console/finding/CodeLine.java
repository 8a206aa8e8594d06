package org.etcdrecovery.console.finding;

import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.core.finding.Finding;

/** The code of a finding and its place, and a link to what the code means. */
final class CodeLine extends FlowPane {
    CodeLine(Finding finding) {
        super(12, 2);
        String code = finding.code().text();
        Label place = Blocks.caption(finding.place().isEmpty() ? code : code + " · " + finding.place());
        place.getStyleClass().add("mono");
        Hyperlink explain = new Hyperlink(Texts.of("finding").get("explain"));
        explain.setId("explain-" + code.replace('.', '-'));
        explain.getStyleClass().add("caption");
        explain.setAccessibleText(Texts.of("finding").get("explain.code", code));
        explain.setOnAction(_ -> ExplanationPopup.show(explain, code));
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(place, explain);
    }
}
