package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.text.Shown;

/** One dot per member: solid if it is running, dashed if it is not or cannot be seen. The words say the same. */
final class QuorumPicture extends VBox {
    private static final double RADIUS = 14;
    private static final double WIDE = 84;
    private static final double NARROW = 64;
    private static final double WIDEST = 150;
    private static final double GAP = 12;
    private static final int FEW = 3;

    QuorumPicture(List<QuorumDot> dots, QuorumAssessment assessment) {
        super(6);
        Texts texts = Texts.of("source");
        setId("quorumPicture");
        setAlignment(Pos.TOP_CENTER);
        HBox row = new HBox();
        row.setAlignment(Pos.TOP_CENTER);
        boolean few = dots.size() <= FEW;
        dots.forEach(dot -> row.getChildren().add(column(dot, few ? WIDE : NARROW, few ? WIDEST : WIDE)));
        getChildren().add(row);
        if (!dots.isEmpty()) {
            getChildren().add(Blocks.caption(
                    texts.get("quorum.needed", assessment.needed(), assessment.voters())));
        }
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.get("quorum.picture",
                dots.stream().map(dot -> dot.name() + " " + dot.words()).collect(Collectors.joining(", "))));
    }

    /** As wide as its name, between these limits: names that differ in their last digit are common. */
    private static Node column(QuorumDot dot, double least, double most) {
        double named = FittedColumns.width(Stream.of(Shown.name(dot.name())), Face.STRONG) + GAP;
        double width = Math.clamp(named, least, most);
        Circle circle = new Circle(RADIUS);
        circle.getStyleClass().add("quorum-dot");
        dot.tone().applyTo(circle);
        if (!dot.there()) {
            circle.getStyleClass().add("absent");
        }
        Label name = CutText.middle(Blocks.strong(Shown.name(dot.name())));
        name.setMaxWidth(width - GAP);
        name.setAlignment(Pos.CENTER);
        Label words = new Label(Shown.text(dot.words()));
        words.getStyleClass().add("quorum-words");
        dot.tone().applyTo(words);
        VBox column = new VBox(3, circle, name, words);
        column.setAlignment(Pos.TOP_CENTER);
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        return column;
    }
}
