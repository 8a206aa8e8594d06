package org.etcdrecovery.console.finding;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.core.finding.Finding;

/** The code of a finding or a problem, its place, and a link to what the code means. */
public final class CodeLine extends FlowPane {
    CodeLine(Finding finding) {
        this(finding.code().text(), finding.place());
    }

    /** The line of a problem, which is shown at its place. */
    public CodeLine(String code) {
        this(code, "");
    }

    /** The line of something that is shown at its place, after what it is. */
    public static CodeLine of(String code, String kind) {
        return new CodeLine(code, kind);
    }

    private CodeLine(String code, String where) {
        super(12, 2);
        Label place = Blocks.caption(where.isEmpty() ? code : code + " · " + where);
        place.getStyleClass().add("mono");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(place, new ExplanationLink(code));
    }
}
